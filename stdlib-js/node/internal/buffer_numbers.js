// Buffer's methods that read and write numbers. Not a module of Node's: buffer.js mixes them in. Whole numbers of 1 to
// 6 bytes go byte by byte; floats and 64-bit ones through a DataView.
import { checkInteger, coded, invalidType, outOfRange } from "./errors.js";

function checkOffset(buffer, offset, size) {
  if (typeof offset !== "number") throw invalidType("offset", "number", offset);
  if (offset >= 0 && offset + size <= buffer.length && Number.isInteger(offset)) return;
  if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
  if (buffer.length < size) throw coded(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
  throw outOfRange("offset", `>= 0 and <= ${buffer.length - size}`, offset);
}

function checkValue(value, min, max, size, isSigned) {
  if (value >= min && value <= max) return;
  if (typeof value !== "number" && typeof value !== "bigint") throw invalidType("value", "number", value);
  const n = typeof value === "bigint" ? "n" : "";
  let range = `>= ${min}${n} and <= ${max}${n}`;
  if (size > 4) {
    const bits = size * 8;
    range = isSigned ? `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}` : `>= 0${n} and < 2${n} ** ${bits}${n}`;
  }
  throw outOfRange("value", range, value);
}

function readUnsigned(buffer, offset, size, isBig) {
  checkOffset(buffer, offset, size);
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + buffer[offset + (isBig ? i : size - 1 - i)];
  return value;
}

function readSigned(buffer, offset, size, isBig) {
  const value = readUnsigned(buffer, offset, size, isBig);
  const limit = 2 ** (size * 8 - 1);
  return value >= limit ? value - 2 * limit : value;
}

function writeWhole(buffer, value, offset, size, isBig, isSigned) {
  value = +value;
  const limit = 2 ** (size * 8);
  checkValue(value, isSigned ? -limit / 2 : 0, (isSigned ? limit / 2 : limit) - 1, size, isSigned);
  checkOffset(buffer, offset, size);
  let rest = Number.isNaN(value) ? 0 : Math.trunc(value);
  if (rest < 0) rest += limit;
  for (let i = 0; i < size; i++) {
    buffer[offset + (isBig ? size - 1 - i : i)] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

const methods = {};
function define(name, alias, method) {
  Object.defineProperty(method, "name", { value: name });
  methods[name] = method;
  if (alias !== name) methods[alias] = method;
}
const aliasOf = (name) => name.replace("UInt", "Uint");

for (const [order, isBig] of [["LE", false], ["BE", true]]) {
  for (const [bits, size] of [["16", 2], ["32", 4]]) {
    define(`readUInt${bits}${order}`, `readUint${bits}${order}`, function (offset = 0) { return readUnsigned(this, offset, size, isBig); });
    define(`readInt${bits}${order}`, `readInt${bits}${order}`, function (offset = 0) { return readSigned(this, offset, size, isBig); });
    define(`writeUInt${bits}${order}`, `writeUint${bits}${order}`, function (value, offset = 0) { return writeWhole(this, value, offset, size, isBig, false); });
    define(`writeInt${bits}${order}`, `writeInt${bits}${order}`, function (value, offset = 0) { return writeWhole(this, value, offset, size, isBig, true); });
  }
  const checkSize = (size) => checkInteger("byteLength", size, 1, 6);
  define(`readUInt${order}`, `readUint${order}`, function (offset, size) { checkSize(size); return readUnsigned(this, offset, size, isBig); });
  define(`readInt${order}`, `readInt${order}`, function (offset, size) { checkSize(size); return readSigned(this, offset, size, isBig); });
  define(`writeUInt${order}`, `writeUint${order}`, function (value, offset, size) { checkSize(size); return writeWhole(this, value, offset, size, isBig, false); });
  define(`writeInt${order}`, `writeInt${order}`, function (value, offset, size) { checkSize(size); return writeWhole(this, value, offset, size, isBig, true); });

  for (const [name, size, get, set] of [["Float", 4, "getFloat32", "setFloat32"], ["Double", 8, "getFloat64", "setFloat64"]]) {
    define(`read${name}${order}`, `read${name}${order}`, function (offset = 0) {
      checkOffset(this, offset, size);
      return view(this)[get](offset, !isBig);
    });
    define(`write${name}${order}`, `write${name}${order}`, function (value, offset = 0) {
      checkOffset(this, offset, size);
      view(this)[set](offset, +value, !isBig);
      return offset + size;
    });
  }
  for (const [name, get, set, min, max, isSigned] of [
    ["BigInt64", "getBigInt64", "setBigInt64", -(2n ** 63n), 2n ** 63n - 1n, true],
    ["BigUInt64", "getBigUint64", "setBigUint64", 0n, 2n ** 64n - 1n, false],
  ]) {
    define(`read${name}${order}`, aliasOf(`read${name}${order}`), function (offset = 0) {
      checkOffset(this, offset, 8);
      return view(this)[get](offset, !isBig);
    });
    define(`write${name}${order}`, aliasOf(`write${name}${order}`), function (value, offset = 0) {
      if (typeof value !== "bigint") throw invalidType("value", "bigint", value);
      checkValue(value, min, max, 8, isSigned);
      checkOffset(this, offset, 8);
      view(this)[set](offset, value, !isBig);
      return offset + 8;
    });
  }
}
define("readUInt8", "readUint8", function (offset = 0) { return readUnsigned(this, offset, 1, false); });
define("readInt8", "readInt8", function (offset = 0) { return readSigned(this, offset, 1, false); });
define("writeUInt8", "writeUint8", function (value, offset = 0) { return writeWhole(this, value, offset, 1, false, false); });
define("writeInt8", "writeInt8", function (value, offset = 0) { return writeWhole(this, value, offset, 1, false, true); });

export const numberMethods = methods;
