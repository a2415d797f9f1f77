// Array.prototype's methods that take a callback.
//
// Each is the algorithm of the specification. Compiled like any code, so a callback may suspend and every turn is a yield
// point. A missing element is told by `in`, as there; V8 makes that one check of the element itself.

import {
  createDataProperty, isArray, lengthFor, lengthOf, putElement, receiverOf, speciesOf, toObject, withReceiver,
} from "hz:core/abstract";
import { replace } from "hz:core/replace";

const MAX_ARRAY_LENGTH = 2 ** 32 - 1;
// An array that is made with a length greater than this is a dictionary, which is slow to fill.
const MAX_PREALLOCATED = 32 * 1024 * 1024;
const { MAX_SAFE_INTEGER } = Number;

const searches = {
  every(callback, thisArg) {
    const object = toObject(this, "Array.prototype.every");
    const length = lengthFor(object, callback);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    for (let k = 0; k < length; k++) {
      if (k in object && !callback(object[k], k, object)) return false;
    }
    return true;
  },

  some(callback, thisArg) {
    const object = toObject(this, "Array.prototype.some");
    const length = lengthFor(object, callback);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    for (let k = 0; k < length; k++) {
      if (k in object && callback(object[k], k, object)) return true;
    }
    return false;
  },

  find(predicate, thisArg) {
    const object = toObject(this, "Array.prototype.find");
    const length = lengthFor(object, predicate);
    if (thisArg !== undefined) predicate = withReceiver(predicate, thisArg);
    for (let k = 0; k < length; k++) {
      const value = object[k];
      if (predicate(value, k, object)) return value;
    }
    return undefined;
  },

  findIndex(predicate, thisArg) {
    const object = toObject(this, "Array.prototype.findIndex");
    const length = lengthFor(object, predicate);
    if (thisArg !== undefined) predicate = withReceiver(predicate, thisArg);
    for (let k = 0; k < length; k++) {
      if (predicate(object[k], k, object)) return k;
    }
    return -1;
  },

  findLast(predicate, thisArg) {
    const object = toObject(this, "Array.prototype.findLast");
    const length = lengthFor(object, predicate);
    if (thisArg !== undefined) predicate = withReceiver(predicate, thisArg);
    for (let k = length - 1; k >= 0; k--) {
      const value = object[k];
      if (predicate(value, k, object)) return value;
    }
    return undefined;
  },

  findLastIndex(predicate, thisArg) {
    const object = toObject(this, "Array.prototype.findLastIndex");
    const length = lengthFor(object, predicate);
    if (thisArg !== undefined) predicate = withReceiver(predicate, thisArg);
    for (let k = length - 1; k >= 0; k--) {
      if (predicate(object[k], k, object)) return k;
    }
    return -1;
  },
};

const walks = {
  forEach(callback, thisArg) {
    const object = toObject(this, "Array.prototype.forEach");
    const length = lengthFor(object, callback);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    for (let k = 0; k < length; k++) {
      if (k in object) callback(object[k], k, object);
    }
  },

  map(callback, thisArg) {
    const object = toObject(this, "Array.prototype.map");
    const length = lengthFor(object, callback);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    const species = speciesOf(object);
    if (species !== undefined || length > MAX_PREALLOCATED) return mapTo(species, object, length, callback);
    const result = new ArrayOfLength(length);
    for (let k = 0; k < length; k++) {
      if (k in object) putElement(result, k, callback(object[k], k, object));
    }
    return result;
  },

  filter(callback, thisArg) {
    const object = toObject(this, "Array.prototype.filter");
    const length = lengthFor(object, callback);
    if (thisArg !== undefined) callback = withReceiver(callback, thisArg);
    const species = speciesOf(object);
    if (species !== undefined) return filterTo(new species(0), object, length, callback);
    const result = [];
    let to = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const value = object[k];
      if (callback(value, k, object)) putElement(result, to++, value);
    }
    return result;
  },

  reduce(callback, initialValue) {
    const object = toObject(this, "Array.prototype.reduce");
    const length = lengthFor(object, callback);
    let k = 0;
    let accumulator = initialValue;
    if (arguments.length < 2) {
      while (k < length && !(k in object)) k++;
      if (k >= length) throw new TypeError("Reduce of empty array with no initial value");
      accumulator = object[k++];
    }
    for (; k < length; k++) {
      if (k in object) accumulator = callback(accumulator, object[k], k, object);
    }
    return accumulator;
  },

  reduceRight(callback, initialValue) {
    const object = toObject(this, "Array.prototype.reduceRight");
    const length = lengthFor(object, callback);
    let k = length - 1;
    let accumulator = initialValue;
    if (arguments.length < 2) {
      while (k >= 0 && !(k in object)) k--;
      if (k < 0) throw new TypeError("Reduce of empty array with no initial value");
      accumulator = object[k--];
    }
    for (; k >= 0; k--) {
      if (k in object) accumulator = callback(accumulator, object[k], k, object);
    }
    return accumulator;
  },

  flatMap(mapper, thisArg) {
    const object = receiverOf(this);
    const length = lengthFor(object, mapper);
    if (thisArg !== undefined) mapper = withReceiver(mapper, thisArg);
    const species = speciesOf(object);
    const result = species === undefined ? [] : new species(0);
    const put = species === undefined ? putElement : createDataProperty;
    let to = 0;
    for (let k = 0; k < length; k++) {
      if (!(k in object)) continue;
      const part = mapper(object[k], k, object);
      to = isArray(part) ? appendAll(result, to, part, put) : append(result, to, part, put);
    }
    return result;
  },
};

const ArrayOfLength = Array;

function mapTo(species, object, length, callback) {
  if (species === undefined && length > MAX_ARRAY_LENGTH) throw new RangeError("Invalid array length");
  const result = species === undefined ? [] : new species(length);
  for (let k = 0; k < length; k++) {
    if (k in object) createDataProperty(result, k, callback(object[k], k, object));
  }
  if (species === undefined) result.length = length;
  return result;
}

function filterTo(result, object, length, callback) {
  let to = 0;
  for (let k = 0; k < length; k++) {
    if (!(k in object)) continue;
    const value = object[k];
    if (callback(value, k, object)) createDataProperty(result, to++, value);
  }
  return result;
}

function append(result, to, value, put) {
  if (to >= MAX_SAFE_INTEGER) throw new TypeError("Invalid array length");
  put(result, to, value);
  return to + 1;
}

function appendAll(result, to, part, put) {
  const length = lengthOf(part);
  for (let k = 0; k < length; k++) {
    if (k in part) to = append(result, to, part[k], put);
  }
  return to;
}

replace(Array.prototype, searches);
replace(Array.prototype, walks);
