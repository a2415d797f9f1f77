// The methods of %TypedArray%.prototype that take a callback, and %TypedArray%.from.
//
// The length is read once, when the receiver is checked; elements that a shrunken buffer lost read as undefined. Both is what
// the specification says.

import {
  apply, checkCallable, isConstructor, lengthOf, mapperWithReceiver, putElement, speciesConstructor, withReceiver,
} from "hz:core/abstract";
import { replace } from "hz:core/replace";
import { mergeSort } from "./sort.js";

const TypedArray = Object.getPrototypeOf(Uint8Array);
const { prototype } = TypedArray;
const { keys, sort: nativeSort, toSorted: nativeToSorted } = prototype;
const { from: nativeFrom } = TypedArray;
const { get: lengthGetter } = Object.getOwnPropertyDescriptor(prototype, "length");
const { get: kindGetter } = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
const iteratorKey = Symbol.iterator;

const constructors = { __proto__: null };
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!name.endsWith("Array")) continue;
  const { value } = Object.getOwnPropertyDescriptor(globalThis, name);
  if (Object.getPrototypeOf(value) === TypedArray) constructors[name] = value;
}

// ValidateTypedArray; gives the length. Any method of V8 that calls nothing makes the check, in V8's words.
function validated(array) {
  apply(keys, array, []);
  return apply(lengthGetter, array, []);
}

// The callback as it is called.
function callable(callback, thisArg) {
  checkCallable(callback);
  return thisArg === undefined ? callback : withReceiver(callback, thisArg);
}

function kindOf(array) {
  return apply(kindGetter, array, []);
}

// TypedArrayCreateFromCtor, with the check that the elements are of the same type of content.
function create(exemplar, constructor, length) {
  const result = new constructor(length);
  if (validated(result) < length) throw new TypeError("Derived TypedArray constructor created an array which was too small");
  if (exemplar !== null && kindOf(result).startsWith("Big") !== kindOf(exemplar).startsWith("Big")) {
    throw new TypeError("Content type of source and derived typed arrays differ");
  }
  return result;
}

function speciesOf(array) {
  return speciesConstructor(array, constructors[kindOf(array)]);
}

const searches = {
  every(callback, thisArg) {
    const length = validated(this);
    const call = callable(callback, thisArg);
    for (let k = 0; k < length; k++) if (!call(this[k], k, this)) return false;
    return true;
  },

  some(callback, thisArg) {
    const length = validated(this);
    const call = callable(callback, thisArg);
    for (let k = 0; k < length; k++) if (call(this[k], k, this)) return true;
    return false;
  },

  find(predicate, thisArg) {
    const length = validated(this);
    const call = callable(predicate, thisArg);
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (call(value, k, this)) return value;
    }
    return undefined;
  },

  findIndex(predicate, thisArg) {
    const length = validated(this);
    const call = callable(predicate, thisArg);
    for (let k = 0; k < length; k++) if (call(this[k], k, this)) return k;
    return -1;
  },

  findLast(predicate, thisArg) {
    const length = validated(this);
    const call = callable(predicate, thisArg);
    for (let k = length - 1; k >= 0; k--) {
      const value = this[k];
      if (call(value, k, this)) return value;
    }
    return undefined;
  },

  findLastIndex(predicate, thisArg) {
    const length = validated(this);
    const call = callable(predicate, thisArg);
    for (let k = length - 1; k >= 0; k--) if (call(this[k], k, this)) return k;
    return -1;
  },
};

const walks = {
  forEach(callback, thisArg) {
    const length = validated(this);
    const call = callable(callback, thisArg);
    for (let k = 0; k < length; k++) call(this[k], k, this);
  },

  map(callback, thisArg) {
    const length = validated(this);
    const call = callable(callback, thisArg);
    const result = create(this, speciesOf(this), length);
    for (let k = 0; k < length; k++) result[k] = call(this[k], k, this);
    return result;
  },

  filter(callback, thisArg) {
    const length = validated(this);
    const call = callable(callback, thisArg);
    const kept = [];
    for (let k = 0; k < length; k++) {
      const value = this[k];
      if (call(value, k, this)) kept[kept.length] = value;
    }
    const result = create(this, speciesOf(this), kept.length);
    for (let k = 0; k < kept.length; k++) result[k] = kept[k];
    return result;
  },

  reduce(callback, initialValue) {
    const length = validated(this);
    checkCallable(callback);
    let k = 0;
    let accumulator = initialValue;
    if (arguments.length < 2) {
      if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
      accumulator = this[k++];
    }
    for (; k < length; k++) accumulator = callback(accumulator, this[k], k, this);
    return accumulator;
  },

  reduceRight(callback, initialValue) {
    const length = validated(this);
    checkCallable(callback);
    let k = length - 1;
    let accumulator = initialValue;
    if (arguments.length < 2) {
      if (length === 0) throw new TypeError("Reduce of empty array with no initial value");
      accumulator = this[k--];
    }
    for (; k >= 0; k--) accumulator = callback(accumulator, this[k], k, this);
    return accumulator;
  },

  sort(compare) {
    if (typeof compare !== "function") return apply(nativeSort, this, [compare]);
    const length = validated(this);
    const sorted = mergeSort(elements(this, length), compare);
    const end = length < apply(lengthGetter, this, []) ? length : apply(lengthGetter, this, []);
    for (let k = 0; k < end; k++) this[k] = sorted[k];
    return this;
  },

  toSorted(compare) {
    if (typeof compare !== "function") return apply(nativeToSorted, this, [compare]);
    const length = validated(this);
    const result = new constructors[kindOf(this)](length);
    const sorted = mergeSort(elements(this, length), compare);
    for (let k = 0; k < length; k++) result[k] = sorted[k];
    return result;
  },
};

function elements(array, length) {
  const items = [];
  for (let k = 0; k < length; k++) items[k] = array[k];
  return items;
}

replace(prototype, searches);
replace(prototype, walks);

replace(TypedArray, {
  from(items, mapper, thisArg) {
    // Without a function nothing here suspends that V8 calls.
    if (typeof mapper !== "function") return apply(nativeFrom, this, [items, mapper]);
    if (!isConstructor(this)) return apply(nativeFrom, this, [items]);
    const call = thisArg === undefined ? mapper : mapperWithReceiver(mapper, thisArg);
    const method = items[iteratorKey];
    let source = Object(items);
    let length;
    if (method !== undefined && method !== null) {
      checkCallable(method);
      source = [];
      for (const value of { __proto__: null, [iteratorKey]: () => apply(method, items, []) }) putElement(source, source.length, value);
      length = source.length;
    } else length = lengthOf(source);
    const result = create(null, this, length);
    for (let k = 0; k < length; k++) result[k] = call(source[k], k);
    return result;
  },
});
