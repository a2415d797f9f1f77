// Deep equality as `assert.deepStrictEqual`, `assert.deepEqual` and `util.isDeepStrictEqual` have it. Not a module of
// Node's. Cycles are equal where they close at the same place on both sides.
import * as kind from "../../web/kind.js";

const { getPrototypeOf, getOwnPropertySymbols, hasOwn, is, keys } = Object;
const isEnumerable = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);
const tagOf = (value) => Object.prototype.toString.call(value);

export function isDeepEqual(a, b, isStrict) {
  return equal(a, b, isStrict, []);
}

function equal(a, b, isStrict, path) {
  if (a === b) return a !== 0 || !isStrict || is(a, b);
  if (isStrict) {
    if (typeof a !== "object") return typeof a === "number" && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== "object" || a === null || b === null) return false;
    if (getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== "object") {
      // Loose equality is what `deepEqual` is defined by.
      return (b === null || typeof b !== "object") && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
    }
    if (b === null || typeof b !== "object") return false;
  }
  if (tagOf(a) !== tagOf(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  if (!sameContent(a, b, isStrict)) return false;
  return equalParts(a, b, isStrict, path);
}

// What lies in internal slots and is no value of the program.
function sameContent(a, b, isStrict) {
  const typed = kind.typedArrayName(a);
  if (typed !== undefined) {
    if (typed !== kind.typedArrayName(b) || a.length !== b.length) return false;
    const same = isStrict ? is : (x, y) => x === y;
    return a.every((item, i) => same(item, b[i]));
  }
  if (kind.isDate(a)) return kind.isDate(b) && is(Date.prototype.getTime.call(a), Date.prototype.getTime.call(b));
  if (kind.isRegExp(a)) return kind.isRegExp(b) && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
  if (kind.isNativeError(a) || a instanceof Error) {
    if (!(kind.isNativeError(b) || b instanceof Error)) return false;
    return a.message === b.message && a.name === b.name;
  }
  if (kind.isAnyArrayBuffer(a)) {
    return kind.isAnyArrayBuffer(b) && sameContent(new Uint8Array(a), new Uint8Array(b), isStrict);
  }
  if (kind.isDataView(a)) {
    return kind.isDataView(b) && sameContent(bytesOf(a), bytesOf(b), isStrict);
  }
  if (kind.isBoxedPrimitive(a)) {
    return kind.isBoxedPrimitive(b) && typeof a.valueOf() === typeof b.valueOf() && is(a.valueOf(), b.valueOf());
  }
  if (kind.isSet(a)) return kind.isSet(b) && a.size === b.size;
  if (kind.isMap(a)) return kind.isMap(b) && a.size === b.size;
  if (kind.isPromise(a) || kind.isWeakMap(a) || kind.isWeakSet(a)) return false;
  return !kind.isSet(b) && !kind.isMap(b) && kind.typedArrayName(b) === undefined && !kind.isBoxedPrimitive(b);
}

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
const isIndex = (key) => /^(0|[1-9]\d*)$/.test(key);

function listedKeys(value, isStrict) {
  let names = keys(value);
  if (kind.typedArrayName(value) !== undefined) names = names.filter((key) => !isIndex(key));
  if (!isStrict) return names;
  return names.concat(getOwnPropertySymbols(value).filter((key) => isEnumerable(value, key)));
}

function equalParts(a, b, isStrict, path) {
  if (path.some(([x, y]) => x === a && y === b)) return true;
  const names = listedKeys(a, isStrict);
  const others = listedKeys(b, isStrict);
  if (names.length !== others.length || !names.every((key) => hasOwn(b, key) && isEnumerable(b, key))) return false;
  if (Array.isArray(a) && a.length !== b.length) return false;
  path.push([a, b]);
  const same = (x, y) => equal(x, y, isStrict, path);
  const result =
    names.every((key) => same(a[key], b[key])) &&
    (!kind.isSet(a) || equalSets(a, b, same)) &&
    (!kind.isMap(a) || equalMaps(a, b, same)) &&
    (!(kind.isNativeError(a) && isStrict) || (same(a.cause, b.cause) && same(a.errors, b.errors)));
  path.pop();
  return result;
}

function equalSets(a, b, same) {
  const rest = [...b];
  for (const item of a) {
    const index = b.has(item) ? rest.findIndex((other) => is(other, item) || other === item) : rest.findIndex((other) => same(item, other));
    if (index === -1) return false;
    rest.splice(index, 1);
  }
  return true;
}

function equalMaps(a, b, same) {
  const rest = [...b];
  for (const [key, value] of a) {
    let index = b.has(key) ? rest.findIndex(([other]) => is(other, key) || other === key) : -1;
    if (index !== -1 && !same(value, rest[index][1])) return false;
    if (index === -1) index = rest.findIndex(([other, item]) => same(key, other) && same(value, item));
    if (index === -1) return false;
    rest.splice(index, 1);
  }
  return true;
}
