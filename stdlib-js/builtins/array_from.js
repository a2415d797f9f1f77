// Array.from and Array.fromAsync.

import {
  apply, checkCallable, createDataProperty, isConstructor, lengthOf, mapperWithReceiver, putElement,
} from "hz:core/abstract";
import { replace } from "hz:core/replace";

const NativeArray = Array;
const { from: nativeFrom } = Array;
const { iterator: iteratorKey, asyncIterator: asyncIteratorKey } = Symbol;

// A plain array of our own needs no more than an assignment.
function putFor(constructor) {
  return constructor === NativeArray ? putElement : createDataProperty;
}

function makeFor(constructor) {
  return isConstructor(constructor) ? new constructor() : [];
}

function makeOfLength(constructor, length) {
  return isConstructor(constructor) ? new constructor(length) : new NativeArray(length);
}

replace(Array, {
  from(items, mapper, thisArg) {
    if (mapper !== undefined) {
      checkCallable(mapper);
      if (thisArg !== undefined) mapper = mapperWithReceiver(mapper, thisArg);
    } else if (this === NativeArray) {
      // Nothing suspends here that V8 calls: iterators do not.
      return nativeFrom(items);
    }
    if (items === undefined || items === null) return nativeFrom(items);
    const method = items[iteratorKey];
    if (method !== undefined && method !== null) {
      if (typeof method !== "function") {
        throw new TypeError(
          "Array.from requires that the property of the first argument, items[Symbol.iterator], when exists, be a function",
        );
      }
      const result = makeFor(this);
      const put = putFor(this);
      let k = 0;
      for (const value of { __proto__: null, [iteratorKey]: () => apply(method, items, []) }) {
        put(result, k, mapper === undefined ? value : mapper(value, k));
        k++;
      }
      result.length = k;
      return result;
    }
    const source = Object(items);
    const length = lengthOf(source);
    const result = makeOfLength(this, length);
    const put = putFor(this);
    for (let k = 0; k < length; k++) {
      put(result, k, mapper === undefined ? source[k] : mapper(source[k], k));
    }
    result.length = length;
    return result;
  },
});

async function fill(constructor, items, mapper) {
  if (items === undefined || items === null) throw new TypeError(`${items} is not iterable`);
  if (mapper !== undefined) checkCallable(mapper);
  let key = asyncIteratorKey;
  let method = items[key];
  if (method === undefined || method === null) method = items[(key = iteratorKey)];
  if (method === undefined || method === null) return fillFromArrayLike(constructor, Object(items), mapper);
  checkCallable(method);
  const result = makeFor(constructor);
  const put = putFor(constructor);
  const source = { __proto__: null, [key]: () => apply(method, items, []) };
  let k = 0;
  for await (const value of source) {
    put(result, k, mapper === undefined ? value : await mapper(value, k));
    k++;
  }
  result.length = k;
  return result;
}

async function fillFromArrayLike(constructor, source, mapper) {
  const length = lengthOf(source);
  const result = makeOfLength(constructor, length);
  const put = putFor(constructor);
  for (let k = 0; k < length; k++) {
    const value = await source[k];
    put(result, k, mapper === undefined ? value : await mapper(value, k));
  }
  result.length = length;
  return result;
}

replace(Array, {
  fromAsync(items, mapper, thisArg) {
    if (typeof mapper === "function" && thisArg !== undefined) mapper = mapperWithReceiver(mapper, thisArg);
    return fill(this, items, mapper);
  },
});
