// Map and Set: `forEach`; `getOrInsertComputed` of maps; Object.groupBy and Map.groupBy.

import { apply, checkCallable, createDataProperty, isObject, putElement, withReceiver } from "hz:core/abstract";
import { propertyKey } from "hz:core/iterate";
import { nativeOf, replace } from "hz:core/replace";

const { create } = Object;
const NativeMap = Map;
const { entries, forEach: mapForEach, get, has, set } = Map.prototype;
const { values, forEach: setForEach } = Set.prototype;
const mapNext = Object.getPrototypeOf(new Map().entries()).next;
const setNext = Object.getPrototypeOf(new Set().values()).next;

replace(Map.prototype, {
  forEach(callback, thisArg) {
    // V8 checks the receiver and the callback, in its words; with an empty map it calls nothing.
    if (typeof callback !== "function") return apply(mapForEach, this, [callback]);
    const iterator = apply(entries, this, []);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    for (let step = apply(mapNext, iterator, []); !step.done; step = apply(mapNext, iterator, [])) {
      const entry = step.value;
      callback(entry[1], entry[0], this);
    }
  },
});

replace(Set.prototype, {
  forEach(callback, thisArg) {
    if (typeof callback !== "function") return apply(setForEach, this, [callback]);
    const iterator = apply(values, this, []);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    for (let step = apply(setNext, iterator, []); !step.done; step = apply(setNext, iterator, [])) {
      callback(step.value, step.value, this);
    }
  },
});

const { keyFor } = Symbol;
const { get: weakGet, has: weakHas, set: weakSet } = WeakMap.prototype;

// Whether an object is of the kind that `has` belongs to.
function isKindOf(has, object) {
  try {
    apply(has, object, []);
    return true;
  } catch {
    return false;
  }
}

function isHeldWeakly(key) {
  return isObject(key) || (typeof key === "symbol" && keyFor(key) === undefined);
}

const mapMethods = {
  getOrInsertComputed(key, callback) {
    // V8 refuses the receiver and the callback, in its words.
    if (typeof callback !== "function" || !isKindOf(has, this)) return apply(nativeOf(mapMethods.getOrInsertComputed), this, [key, callback]);
    if (apply(has, this, [key])) return apply(get, this, [key]);
    if (key === 0) key = 0;
    const value = callback(key);
    apply(set, this, [key, value]);
    return value;
  },
};

const weakMethods = {
  getOrInsertComputed(key, callback) {
    const isRefused = typeof callback !== "function" || !isKindOf(weakHas, this) || !isHeldWeakly(key);
    if (isRefused) return apply(nativeOf(weakMethods.getOrInsertComputed), this, [key, callback]);
    if (apply(weakHas, this, [key])) return apply(weakGet, this, [key]);
    const value = callback(key);
    apply(weakSet, this, [key, value]);
    return value;
  },
};

replace(Map.prototype, mapMethods);
replace(WeakMap.prototype, weakMethods);

// GroupBy, with keys by SameValueZero, in the order of their first elements.
function groups(items, callback, coerce) {
  if (items === undefined || items === null) throw new TypeError(`${items} is not iterable`);
  checkCallable(callback);
  const found = new NativeMap();
  let k = 0;
  for (const value of items) {
    const answer = callback(value, k);
    const key = coerce === null ? answer : coerce(answer);
    if (apply(has, found, [key])) {
      const group = apply(get, found, [key]);
      putElement(group, group.length, value);
    } else apply(set, found, [key, [value]]);
    k++;
  }
  return found;
}

// A property's key, in the one form that it has in a map.
function nameOf(value) {
  const key = propertyKey(value);
  return typeof key === "number" ? `${key}` : key;
}

replace(Object, {
  groupBy(items, callback) {
    const result = create(null);
    const iterator = apply(entries, groups(items, callback, nameOf), []);
    for (let step = apply(mapNext, iterator, []); !step.done; step = apply(mapNext, iterator, [])) {
      createDataProperty(result, step.value[0], step.value[1]);
    }
    return result;
  },
});

replace(Map, {
  groupBy(items, callback) {
    return groups(items, callback, null);
  },
});
