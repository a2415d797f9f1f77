// Abstract operations of the ECMAScript specification that the built-ins in builtins/ need, by their names there.
//
// They are here, in the raw part, because they call nothing of the program's but what native code calls (accessors, `valueOf`),
// so that nothing in them can suspend. Intrinsics are taken when the isolate starts: what a program puts in their place does
// not change a built-in.

export const { apply, construct } = Reflect;
export const { isArray } = Array;
const { defineProperty } = Object;
const { MAX_SAFE_INTEGER } = Number;
const { trunc } = Math;
const speciesKey = Symbol.species;
const arrayForEach = Array.prototype.forEach;
const ArrayConstructor = Array;

/** ToObject, for the receiver of a method. */
export function toObject(value, method) {
  if (value === undefined || value === null) throw new TypeError(`${method} called on null or undefined`);
  return typeof value === "object" ? value : Object(value);
}

/** ToObject, for the methods in which V8 does not name itself. */
export function receiverOf(value) {
  if (value === undefined || value === null) throw new TypeError("Cannot convert undefined or null to object");
  return typeof value === "object" ? value : Object(value);
}

export function isObject(value) {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

/** ToIntegerOrInfinity. */
export function toIntegerOrInfinity(value) {
  const number = +value;
  return number === number ? trunc(number) + 0 : 0;
}

/** ToLength. */
export function toLength(value) {
  const length = toIntegerOrInfinity(value);
  return length <= 0 ? 0 : length < MAX_SAFE_INTEGER ? length : MAX_SAFE_INTEGER;
}

/** LengthOfArrayLike. */
export function lengthOf(object) {
  const length = object.length;
  return typeof length === "number" && length >>> 0 === length ? length : toLength(length);
}

/** LengthOfArrayLike, then the check of a callback that comes behind it in most methods. */
export function lengthFor(object, callback) {
  const length = lengthOf(object);
  if (typeof callback !== "function") throwNotCallable(callback);
  return length;
}

/** A function that calls `callback` with a receiver. What it gives may be the sentinel. */
export function withReceiver(callback, receiver) {
  return (a, b, c) => apply(callback, receiver, [a, b, c]);
}

/** The same for functions that get two arguments. */
export function mapperWithReceiver(mapper, receiver) {
  return (a, b) => apply(mapper, receiver, [a, b]);
}

/** Throws, in V8's words, that a value is not callable. */
export function throwNotCallable(value) {
  apply(arrayForEach, [], [value]);
}

/** Throws unless a value is callable. */
export function checkCallable(value) {
  if (typeof value !== "function") throwNotCallable(value);
}

// Only [[Construct]] of a function that takes any newTarget tells whether newTarget is a constructor.
const anyConstructor = new Proxy(class {}, { construct: () => ({}) });

/** IsConstructor. */
export function isConstructor(value) {
  if (typeof value !== "function") return false;
  try {
    construct(anyConstructor, [], value);
    return true;
  } catch {
    return false;
  }
}

/** CreateDataPropertyOrThrow. */
export function createDataProperty(object, key, value) {
  defineProperty(object, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

/** Writes an element of an array of our own, which may have a hole there. */
export function putElement(array, index, value) {
  if (index in array) createDataProperty(array, index, value);
  else array[index] = value;
}

/** ArraySpeciesCreate. `undefined` stands for a new plain array. */
export function speciesOf(original) {
  if (!isArray(original)) return undefined;
  let constructor = original.constructor;
  if (constructor === ArrayConstructor && constructor[speciesKey] === ArrayConstructor) return undefined;
  return uncommonSpecies(constructor);
}

function uncommonSpecies(constructor) {
  if (isObject(constructor)) {
    constructor = constructor[speciesKey];
    if (constructor === null) return undefined;
  }
  if (constructor === undefined || constructor === ArrayConstructor) return undefined;
  if (!isConstructor(constructor)) throw new TypeError("object.constructor[Symbol.species] is not a constructor");
  return constructor;
}

/** The default constructor of what an object's species stands for: SpeciesConstructor. */
export function speciesConstructor(object, fallback) {
  const constructor = object.constructor;
  if (constructor === undefined) return fallback;
  if (!isObject(constructor)) throw new TypeError("The .constructor property is not an object");
  const species = constructor[speciesKey];
  if (species === undefined || species === null) return fallback;
  if (!isConstructor(species)) throw new TypeError("object.constructor[Symbol.species] is not a constructor");
  return species;
}

// Collections that keep V8's methods, whatever a program puts in their place.
const mapMethods = Object.create(null, Object.getOwnPropertyDescriptors(Map.prototype));
const setMethods = Object.create(null, Object.getOwnPropertyDescriptors(Set.prototype));
const weakMapMethods = Object.create(null, Object.getOwnPropertyDescriptors(WeakMap.prototype));
const weakSetMethods = Object.create(null, Object.getOwnPropertyDescriptors(WeakSet.prototype));
const { setPrototypeOf } = Object;

export function newMap() {
  return setPrototypeOf(new Map(), mapMethods);
}

export function newSet() {
  return setPrototypeOf(new Set(), setMethods);
}

export function newWeakMap() {
  return setPrototypeOf(new WeakMap(), weakMapMethods);
}

export function newWeakSet() {
  return setPrototypeOf(new WeakSet(), weakSetMethods);
}

// Hosts of standalone output may be older than this function.
export const withResolvers = Promise.withResolvers ?? function () {
  const resolvers = {};
  resolvers.promise = new this((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return resolvers;
};

/** NewPromiseCapability. */
export function capabilityOf(constructor) {
  return apply(withResolvers, constructor, []);
}
