// Iterators of the program that V8 asks: the helpers of Iterator.prototype, Iterator.from and Iterator.concat.
//
// hzc pins functions called `next` and `return` where it sees that name. What an accessor gives under it, or an assignment
// put there, V8 would call as it is; so V8 gets a guard, which reads the same properties at the same times.

import ops from "hz:internal/ops";
import { isObject, newMap, newSet } from "hz:core/abstract";
import { nested } from "hz:core/callbacks";
import { pinnedCall } from "hz:core/pinned";
import { nativeOf, replace } from "hz:core/replace";

const { apply, getPrototypeOf } = Reflect;
const { getOwnPropertyDescriptor, hasOwn } = Object;
const { isPrototypeOf } = Object.prototype;
const iteratorKey = Symbol.iterator;

class Guard {
  constructor(iterator) {
    this.iterator = iterator;
  }

  get next() {
    return calling(this.iterator.next, this.iterator);
  }

  get return() {
    return calling(this.iterator.return, this.iterator);
  }
}
Object.setPrototypeOf(Guard.prototype, null);

/** What V8 may ask in the place of an iterator; anything else as it is. */
export function guardedIterator(iterator) {
  return !isObject(iterator) || isOwn(iterator) ? iterator : new Guard(iterator);
}

// The prototypes of V8's own iterators, with their methods: those call nothing that could stop, or end captures themselves.
const own = newMap();
for (const iterator of [[][iteratorKey](), ""[iteratorKey](), newMap().keys(), newSet().keys(), (function* () {})()]) {
  let prototype = getPrototypeOf(iterator);
  while (!hasOwn(prototype, "next")) prototype = getPrototypeOf(prototype);
  own.set(prototype, { next: prototype.next, return: prototype.return });
}
// A generator has a prototype of its own below that of all generators.
const DEEPEST = 2;

// Whether an iterator is V8's, and nobody put something in the place of its methods.
function isOwn(iterator) {
  for (let depth = 0; depth <= DEEPEST && iterator !== null && ops.proxyParts(iterator) === undefined; depth++) {
    const methods = own.get(iterator);
    if (methods !== undefined) return ownValue(iterator, "next") === methods.next && ownValue(iterator, "return") === methods.return;
    if (hasOwn(iterator, "next") || hasOwn(iterator, "return")) return false;
    iterator = getPrototypeOf(iterator);
  }
  return false;
}

// What a property has as its value, if it is no accessor.
function ownValue(object, key) {
  return getOwnPropertyDescriptor(object, key)?.value;
}

function calling(method, receiver) {
  return typeof method === "function" ? () => pinnedCall(apply(method, receiver, [])) : method;
}

// The same for what has an iterator, and what may be one itself.
class IterableGuard extends Guard {
  get [iteratorKey]() {
    const method = this.iterator[iteratorKey];
    return typeof method === "function" ? () => guardedIterator(pinnedCall(apply(method, this.iterator, []))) : method;
  }
}

function guardedIterable(value) {
  return isObject(value) ? new IterableGuard(value) : value;
}

// Hosts of standalone output may be older than these.
if (typeof Iterator === "function") {
  const { prototype } = Iterator;
  const { map, filter, flatMap, take, drop } = prototype;
  const { from } = Iterator;

  replace(prototype, {
    map(mapper) {
      return apply(map, guardedIterator(this), [nested(mapper)]);
    },

    filter(predicate) {
      return apply(filter, guardedIterator(this), [nested(predicate)]);
    },

    flatMap(mapper) {
      const guarded = (value, index) => guardedIterable(pinnedCall(mapper(value, index)));
      return apply(flatMap, guardedIterator(this), [typeof mapper === "function" ? guarded : mapper]);
    },

    take(limit) {
      return apply(take, guardedIterator(this), [limit]);
    },

    drop(limit) {
      return apply(drop, guardedIterator(this), [limit]);
    },
  });

  const methods = {
    from(value) {
      if (!isObject(value)) return from(value);
      const method = value[iteratorKey];
      const isIterator = method === undefined || method === null;
      if (!isIterator && typeof method !== "function") throw new TypeError(`${String(method)} is not a function`);
      const iterator = isIterator ? value : pinnedCall(apply(method, value, []));
      if (!isObject(iterator)) throw new TypeError(`${String(iterator)} is not an object`);
      const { next } = iterator;
      if (apply(isPrototypeOf, prototype, [iterator])) return iterator;
      return from({
        __proto__: null,
        next: calling(next, iterator),
        get return() {
          return calling(iterator.return, iterator);
        },
      });
    },

    concat(...iterables) {
      for (let i = 0; i < iterables.length; i++) iterables[i] = guardedIterable(iterables[i]);
      return apply(nativeOf(methods.concat), this, iterables);
    },
  };
  replace(Iterator, methods);
}
