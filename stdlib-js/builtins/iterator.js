// Iterator.prototype's methods that walk to the end, with callbacks that may suspend. What they refuse, V8 refuses in its
// words; it closes the iterator then.

import { apply, isObject, putElement } from "hz:core/abstract";
import { replace } from "hz:core/replace";

const iteratorKey = Symbol.iterator;
// Hosts of standalone output may be older than these functions.
const { prototype } = typeof Iterator === "function" ? Iterator : Object;
const { every, find, forEach, reduce, some, toArray } = prototype;

// An iterator as something that `for` takes: its `next` is read once (GetIteratorDirect).
function direct(iterator) {
  return { __proto__: null, [iteratorKey]: () => iterator };
}

function isRefused(iterator, callback) {
  return typeof callback !== "function" || !isObject(iterator);
}

replace(prototype, {
  every(predicate) {
    if (isRefused(this, predicate)) return apply(every, this, [predicate]);
    let k = 0;
    for (const value of direct(this)) if (!predicate(value, k++)) return false;
    return true;
  },

  some(predicate) {
    if (isRefused(this, predicate)) return apply(some, this, [predicate]);
    let k = 0;
    for (const value of direct(this)) if (predicate(value, k++)) return true;
    return false;
  },

  find(predicate) {
    if (isRefused(this, predicate)) return apply(find, this, [predicate]);
    let k = 0;
    for (const value of direct(this)) if (predicate(value, k++)) return value;
    return undefined;
  },

  forEach(callback) {
    if (isRefused(this, callback)) return apply(forEach, this, [callback]);
    let k = 0;
    for (const value of direct(this)) callback(value, k++);
  },

  reduce(reducer, initialValue) {
    if (isRefused(this, reducer)) return apply(reduce, this, [reducer]);
    let isFirst = arguments.length < 2;
    let accumulator = initialValue;
    let k = 0;
    for (const value of direct(this)) {
      if (isFirst) {
        accumulator = value;
        isFirst = false;
      } else accumulator = reducer(accumulator, value, k);
      k++;
    }
    if (isFirst) throw new TypeError("Reduce of a done iterator with no initial value");
    return accumulator;
  },

  toArray() {
    if (!isObject(this)) return apply(toArray, this, []);
    const items = [];
    for (const value of direct(this)) putElement(items, items.length, value);
    return items;
  },
});
