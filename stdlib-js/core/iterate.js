// Iteration, calls and property enumeration as compiled code spells them out (names and meaning: compiler/src/abi.rs).
//
// Compiled code makes every call of the iteration protocol itself, so that each can be suspended; what is left
// here never calls the program's code, except `iterate`, `checkedDone` and `closeIteration`, whose calls are pinned.

import { newSet } from "hz:core/abstract";
import { pinnedCall } from "hz:core/pinned";
import { pinnedNext, suspendingNext } from "hz:core/sentinel";

const arrayIterator = Array.prototype[Symbol.iterator];
const arrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]());
const arrayNext = arrayIteratorPrototype.next;
const arrayEntries = Array.prototype.entries;
const iteratorItself = arrayIteratorPrototype[Symbol.iterator];
const { isArray } = Array;
const { getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply: functionApply } = Function.prototype;
const { apply: reflectApply, get: reflectGet } = Reflect;

/** hz$T: what an uninitialised binding holds. */
export const hole = Object.freeze({ __proto__: null });

/** hz$t */
export function throwHole(name) {
  throw new ReferenceError(`Cannot access '${name}' before initialization`);
}

/** hz$h: the value to write, unless the box is not initialised yet. */
export function initialised(value, box, name) {
  if (box.v === hole) throwHole(name);
  return value;
}

/** hz$k */
export function throwConstant() {
  throw new TypeError("Assignment to constant variable.");
}

/** hz$c: what stands for a callee without the usual `call`. The language checks a callee behind its arguments. */
export function callable(callee, source) {
  if (typeof callee === "function") return { call: (self, ...args) => reflectApply(callee, self, args) };
  return { call() { throw new TypeError(`${source} is not a function`); } };
}

/** hz$N: a number that can be counted on from without loss, else NaN. */
export function exactNumber(value) {
  return typeof value === "number" && value < 2 ** 52 && value > -(2 ** 52) ? value : NaN;
}

/** hz$K: ToPropertyKey. */
export function propertyKey(key) {
  switch (typeof key) {
    case "string":
    case "symbol":
    case "number":
      return key;
    default:
      return typeof (key = toPrimitive(key)) === "symbol" ? key : `${key}`;
  }
}

// ToPrimitive with hint string. An object's own conversion is the program's code and may block.
function toPrimitive(key) {
  if (typeof key !== "object" && typeof key !== "function") return key;
  if (key === null) return "null";
  const exotic = key[Symbol.toPrimitive];
  if (exotic !== undefined && exotic !== null) return primitive(pinnedCall(exotic.call(key, "string")));
  for (const name of ["toString", "valueOf"]) {
    const method = key[name];
    if (typeof method !== "function") continue;
    const result = pinnedCall(method.call(key));
    if (!isObject(result)) return result;
  }
  return primitive(key);
}

function primitive(value) {
  if (isObject(value)) throw new TypeError("Cannot convert object to primitive value");
  return value;
}

function isObject(value) {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

/** hz$u: `super[key]` of a method whose home object is `home`. */
export function superGet(home, key, receiver) {
  return reflectGet(getPrototypeOf(home), key, receiver);
}

/** hz$A: an array whose iteration is observably that of its indices, or null. */
export function indexed(value) {
  return isArray(value) && value[Symbol.iterator] === arrayIterator && arrayIteratorPrototype.next === arrayNext
    ? value
    : null;
}

// Compiled loops call both methods of an iteration by `apply`. What is unusual is left to functions of its own: as long as V8
// has never seen those called, it knows which function it is that comes back.

/** hz$D: an array whose entries can be had by its indices, or null. */
export function indexedEntries(value) {
  return isArray(value) && value.entries === arrayEntries && arrayIteratorPrototype.next === arrayNext &&
    arrayIteratorPrototype[Symbol.iterator] === iteratorItself
    ? value
    : null;
}

/** hz$i: the method that gives a value's iterator. */
export function iteratorMethod(value, source) {
  if (value === undefined || value === null) throw notIterable(value, source);
  const method = value[Symbol.iterator];
  if (typeof method !== "function") throw notIterable(value, source);
  return method.apply === functionApply ? method : applicable(method);
}

/** hz$G: the method by which an iterator gives its results. */
export function nextMethod(iterator) {
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  const { next } = iterator;
  if (typeof next === "function" && next !== pinnedNext && next.apply === functionApply) return next;
  return unusualNext(next);
}

function unusualNext(next) {
  return next === pinnedNext ? suspendingNext : applicable(checkedMethod(next));
}

function applicable(method) {
  return { apply: (self) => reflectApply(method, self, []) };
}

function checkedMethod(next) {
  if (typeof next !== "function") throw new TypeError(`${described(next)} is not a function`);
  return next;
}

// As V8 names what should have been `next`.
function described(value) {
  switch (typeof value) {
    case "number":
    case "boolean": return `${typeof value} ${value}`;
    case "string": return `string "${value}"`;
    default: return value === null ? "object null" : typeof value;
  }
}

// The engine's own ways to begin an iteration: none of them calls the program's code.
const ownIterators = newSet();
ownIterators.add(arrayIterator);
ownIterators.add(Set.prototype.values);
ownIterators.add(Map.prototype.entries);
ownIterators.add(getPrototypeOf(Uint8Array.prototype).values);
// Generators and the iterators of collections give themselves.
ownIterators.add(getPrototypeOf(arrayIteratorPrototype)[Symbol.iterator]);

/** hz$j: what the engine may iterate in the place of `value`. */
export function iterable(value, source, isArgument) {
  if (isArray(value) || typeof value === "string") return value;
  const method = value === undefined || value === null ? undefined : value[Symbol.iterator];
  if (ownIterators.has(method)) return value;
  if (typeof method !== "function") throw isArgument ? notSpreadable() : notIterable(value, source);
  return { __proto__: null, [Symbol.iterator]: () => pinnedIterator(pinnedCall(method.call(value))) };
}

function pinnedIterator(iterator) {
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  const { next } = iterator;
  return {
    __proto__: null,
    next: () => checkedResult(pinnedCall(reflectApply(checkedMethod(next), iterator, []))),
    get return() {
      const method = iterator.return;
      return method === undefined || method === null ? undefined : () => pinnedCall(method.call(iterator));
    },
  };
}

/** hz$d: checks what `next` gave. */
export function checkedResult(result) {
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result;
}

function notSpreadable() {
  return new TypeError("Spread syntax requires ...iterable[Symbol.iterator] to be a function");
}

// Named as the engine does: by the source text, behind what the value is when it is no object.
function notIterable(value, source) {
  if (value === undefined || value === null) {
    const literally = source === "undefined" || source === "null";
    return new TypeError(`${source} is not iterable${literally ? " (cannot read property Symbol(Symbol.iterator))" : ""}`);
  }
  return new TypeError(isObject(value) ? `${source} is not iterable` : `${typeof value} ${String(value)} is not iterable`);
}

/** hz$e: closes an iteration that is left early. */
export function closeIteration(iterator, failed) {
  if (failed) {
    try {
      const method = iterator.return;
      if (method !== undefined && method !== null) pinnedCall(method.call(iterator));
    } catch {
      // The exception that ended the loop is the one that counts.
    }
    return;
  }
  const method = iterator.return;
  if (method === undefined || method === null) return;
  const result = pinnedCall(method.call(iterator));
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
}

/** hz$E: the keys that `for-in` visits: strings, own before inherited, none that an earlier object shadows. */
export function enumerableKeys(value) {
  const keys = [];
  if (value === undefined || value === null) return keys;
  for (const key in value) keys.push(key);
  return keys;
}

/** hz$F: whether `for-in` still visits a key: it was not deleted meanwhile, nor made or shadowed as not enumerable. */
export function stillEnumerable(object, key) {
  for (let o = Object(object); o !== null; o = getPrototypeOf(o)) {
    const property = getOwnPropertyDescriptor(o, key);
    if (property !== undefined) return property.enumerable;
  }
  return false;
}
