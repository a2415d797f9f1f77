// node:buffer. A Buffer is a Uint8Array with Node's methods; small ones are not cut from a shared pool.
import { atob, btoa } from "../web/base64.js";
import { Blob, File } from "../web/blob.js";
import { inspect } from "../web/inspect.js";
import { isAnyArrayBuffer } from "../web/kind.js";
import { checkEncoding, decode, encode, encodedLength, encodingName } from "./internal/buffer_encodings.js";
import { numberMethods } from "./internal/buffer_numbers.js";
import { checkInteger, coded, invalidType, invalidValue, notAvailable, outOfRange, received } from "./internal/errors.js";

export const kMaxLength = 2 ** 53 - 1;
export const kStringMaxLength = 2 ** 29 - 24;
export const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength };
export let INSPECT_MAX_BYTES = 50;

const maxSize = 2 ** 32;

function checkSize(size) {
  if (typeof size !== "number") throw invalidType("size", "number", size);
  if (!(size >= 0 && size <= maxSize)) throw outOfRange("size", `>= 0 && <= ${maxSize}`, size);
  return Math.trunc(size);
}

// The class behind `Buffer`, which can also be called without `new`.
class FastBuffer extends Uint8Array {}

const adopt = (bytes) => Object.setPrototypeOf(bytes, Buffer.prototype);

export function Buffer(value, encodingOrOffset = undefined, length = undefined) {
  if (typeof value !== "number") return Buffer.from(value, encodingOrOffset, length);
  if (typeof encodingOrOffset === "string") throw invalidType("string", "string", value);
  return Buffer.alloc(value);
}
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer.prototype, "constructor", { value: Buffer, writable: true, configurable: true });
Object.setPrototypeOf(Buffer, Uint8Array);
Object.defineProperty(Buffer, Symbol.species, { get: () => FastBuffer, configurable: true });

const fromText = (text, encoding) => adopt(encode(text, checkEncoding(encoding)));

function fromBuffer(buffer, offset, length) {
  if (offset === undefined) return new FastBuffer(buffer);
  offset = +offset || 0;
  const available = buffer.byteLength - offset;
  if (available < 0) throw coded(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
  if (length === undefined) return new FastBuffer(buffer, offset);
  length = Math.max(+length || 0, 0);
  if (length > available) throw coded(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"length" is outside of buffer bounds');
  return new FastBuffer(buffer, offset, length);
}

function fromObject(value) {
  if (ArrayBuffer.isView(value) || value.length !== undefined) {
    if (typeof value.length !== "number") return new FastBuffer(0);
    const result = new FastBuffer(Math.max(value.length, 0));
    for (let i = 0; i < result.length; i++) result[i] = value[i];
    return result;
  }
  if (value.type === "Buffer" && Array.isArray(value.data)) return fromObject(value.data);
  return undefined;
}

Object.assign(Buffer, {
  poolSize: 8192,

  from(value, encodingOrOffset = undefined, length = undefined) {
    if (typeof value === "string") return fromText(value, encodingOrOffset);
    if (typeof value === "object" && value !== null) {
      if (isAnyArrayBuffer(value)) return fromBuffer(value, encodingOrOffset, length);
      const primitive = value.valueOf?.();
      if (primitive !== undefined && primitive !== null && primitive !== value &&
        (typeof primitive === "string" || typeof primitive === "object")) {
        return Buffer.from(primitive, encodingOrOffset, length);
      }
      const result = fromObject(value);
      if (result !== undefined) return result;
      if (typeof value[Symbol.toPrimitive] === "function") {
        const text = value[Symbol.toPrimitive]("string");
        if (typeof text === "string") return fromText(text, encodingOrOffset);
      }
    }
    const message = "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.";
    throw coded(TypeError, "ERR_INVALID_ARG_TYPE", message + received(value));
  },

  alloc(size, fill = undefined, encoding = undefined) {
    const buffer = new FastBuffer(checkSize(size));
    return fill === undefined || fill === 0 || buffer.length === 0 ? buffer : buffer.fill(fill, encoding);
  },
  allocUnsafe: (size) => new FastBuffer(checkSize(size)),
  allocUnsafeSlow: (size) => new FastBuffer(checkSize(size)),

  byteLength(value, encoding = undefined) {
    if (typeof value !== "string") {
      if (ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) return value.byteLength;
      throw invalidType("string", ["string", "Buffer", "ArrayBuffer"], value);
    }
    return encodedLength(value, encodingName(encoding) ?? "utf8");
  },

  concat(list, length = undefined) {
    if (!Array.isArray(list)) throw invalidType("list", "Array", list);
    list.forEach((item, i) => {
      if (!(item instanceof Uint8Array)) throw invalidType(`list[${i}]`, ["Buffer", "Uint8Array"], item);
    });
    if (length === undefined) length = list.reduce((sum, item) => sum + item.length, 0);
    else checkInteger("length", length, 0);
    const result = new FastBuffer(length);
    let at = 0;
    for (const item of list) {
      if (at >= length) break;
      const part = item.length > length - at ? item.subarray(0, length - at) : item;
      result.set(part, at);
      at += part.length;
    }
    return result;
  },

  copyBytesFrom(view, offset = 0, length = undefined) {
    const part = view.subarray(offset, length === undefined ? undefined : offset + length);
    return new FastBuffer(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  },

  compare(a, b) {
    if (!(a instanceof Uint8Array)) throw invalidType("buf1", ["Buffer", "Uint8Array"], a);
    if (!(b instanceof Uint8Array)) throw invalidType("buf2", ["Buffer", "Uint8Array"], b);
    return compareBytes(a, b);
  },
  isBuffer: (value) => value instanceof Buffer,
  isEncoding: (name) => typeof name === "string" && name !== "" && encodingName(name) !== undefined,
  of: (...items) => fromObject(items),
});

function compareBytes(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return Math.sign(a.length - b.length);
}

const clamp = (value, low, high) => Math.min(Math.max(Math.trunc(+value) || 0, low), high);

// Bytes to look for, in the forms that `indexOf` and `fill` take.
function needleOf(value, encoding) {
  if (typeof value === "string") return encode(value, checkEncoding(encoding));
  if (typeof value === "number") return [value & 255];
  if (value instanceof Uint8Array) return value;
  throw invalidType("value", ["number", "string", "Buffer", "Uint8Array"], value);
}

function search(buffer, value, from, encoding, isLast) {
  if (typeof from === "string") [from, encoding] = [undefined, from];
  const needle = needleOf(value, encoding);
  from = +from;
  if (Number.isNaN(from)) from = isLast ? buffer.length : 0;
  from = Math.trunc(from);
  if (from < 0) from += buffer.length;
  if (isLast && from < 0) return -1;
  const last = buffer.length - needle.length;
  if (needle.length === 0) return Math.min(Math.max(from, 0), buffer.length);
  if (last < 0) return -1;
  const matches = (at) => {
    for (let i = 0; i < needle.length; i++) if (buffer[at + i] !== needle[i]) return false;
    return true;
  };
  if (isLast) {
    for (let at = Math.min(from, last); at >= 0; at--) if (matches(at)) return at;
    return -1;
  }
  const { indexOf } = Uint8Array.prototype;
  for (let at = Math.max(from, 0); at <= last; at++) {
    at = indexOf.call(buffer, needle[0], at);
    if (at === -1 || at > last) return -1;
    if (matches(at)) return at;
  }
  return -1;
}

function swap(buffer, size) {
  if (buffer.length % size !== 0) throw coded(RangeError, "ERR_INVALID_BUFFER_SIZE", `Buffer size must be a multiple of ${size * 8}-bits`);
  for (let i = 0; i < buffer.length; i += size) buffer.subarray(i, i + size).reverse();
  return buffer;
}

const methods = {
  toString(encoding = undefined, start = 0, end = this.length) {
    start = clamp(start, 0, this.length);
    end = clamp(end, 0, this.length);
    if (end <= start) return "";
    const part = start === 0 && end === this.length ? this : this.subarray(start, end);
    return decode(new Uint8Array(part.buffer, part.byteOffset, part.length), checkEncoding(encoding));
  },
  toJSON() { return { type: "Buffer", data: Array.from(this) }; },

  equals(other) {
    if (!(other instanceof Uint8Array)) throw invalidType("otherBuffer", ["Buffer", "Uint8Array"], other);
    return this.length === other.length && compareBytes(this, other) === 0;
  },
  compare(target, targetStart = 0, targetEnd = target?.length, sourceStart = 0, sourceEnd = this.length) {
    if (!(target instanceof Uint8Array)) throw invalidType("target", ["Buffer", "Uint8Array"], target);
    return compareBytes(this.subarray(sourceStart, sourceEnd), target.subarray(targetStart, targetEnd));
  },

  write(text, offset = undefined, length = undefined, encoding = undefined) {
    if (typeof text !== "string") throw invalidType("argument", "string", text);
    if (typeof offset === "string") [offset, encoding] = [0, offset];
    else if (typeof length === "string") [length, encoding] = [undefined, length];
    if (offset === undefined) offset = 0;
    else checkInteger("offset", offset, 0, this.length);
    const room = this.length - offset;
    length = length === undefined ? room : Math.min(length, room);
    const name = checkEncoding(encoding);
    let bytes = encode(text, name);
    if (bytes.length > length) bytes = bytes.subarray(0, wholeCharacters(bytes, length, name));
    this.set(bytes, offset);
    return bytes.length;
  },

  copy(target, targetStart = 0, sourceStart = 0, sourceEnd = this.length) {
    if (!(target instanceof Uint8Array)) throw invalidType("target", ["Buffer", "Uint8Array"], target);
    if (targetStart < 0) throw outOfRange("targetStart", ">= 0", targetStart);
    if (sourceStart < 0 || sourceStart > this.length) throw outOfRange("sourceStart", `>= 0 && <= ${this.length}`, sourceStart);
    if (sourceEnd < 0) throw outOfRange("sourceEnd", ">= 0", sourceEnd);
    if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
    const count = Math.min(sourceEnd - sourceStart, target.length - targetStart, this.length - sourceStart);
    Uint8Array.prototype.set.call(target, this.subarray(sourceStart, sourceStart + count), targetStart);
    return count;
  },

  fill(value, offset = 0, end = this.length, encoding = undefined) {
    if (typeof offset === "string") [offset, end, encoding] = [0, this.length, offset];
    else if (typeof end === "string") [end, encoding] = [this.length, end];
    checkInteger("offset", offset, 0);
    checkInteger("end", end, 0, this.length);
    if (typeof value === "boolean") value = +value;
    const pattern = typeof value === "string" && value === "" ? [0] : needleOf(value, encoding);
    if (pattern.length === 0) throw invalidValue("value", value);
    if (pattern.length === 1) return Uint8Array.prototype.fill.call(this, pattern[0], offset, end);
    for (let i = offset; i < end; i++) this[i] = pattern[(i - offset) % pattern.length];
    return this;
  },

  indexOf(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, false); },
  lastIndexOf(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, true); },
  includes(value, from = undefined, encoding = undefined) { return search(this, value, from, encoding, false) !== -1; },

  // A view of the same memory, not a copy as in Uint8Array.
  slice(start, end) { return this.subarray(start, end); },
  subarray(start = 0, end = this.length) {
    const length = this.length;
    start = clamp(start, -length, length);
    end = clamp(end, -length, length);
    if (start < 0) start += length;
    if (end < 0) end += length;
    return new FastBuffer(this.buffer, this.byteOffset + start, Math.max(end - start, 0));
  },

  swap16() { return swap(this, 2); },
  swap32() { return swap(this, 4); },
  swap64() { return swap(this, 8); },
  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); },

  [inspect.custom](depth, options) {
    const shown = Array.from(this.subarray(0, INSPECT_MAX_BYTES), (byte) => byte.toString(16).padStart(2, "0"));
    const more = this.length - shown.length;
    let text = shown.join(" ");
    if (more > 0) text += ` ... ${more} more byte${more > 1 ? "s" : ""}`;
    const extras = Object.keys(this).filter((key) => !/^\d+$/.test(key)).map((key) => `${key}: ${inspect(this[key], options)}`);
    if (extras.length > 0) text += `${text === "" ? "" : ", "}${extras.join(", ")}`;
    return `<${this.constructor.name}${text === "" ? "" : ` ${text}`}>`;
  },
};

// The longest start of `bytes` within `limit` that cuts no character.
function wholeCharacters(bytes, limit, encoding) {
  if (encoding === "utf16le") return limit & ~1;
  if (encoding !== "utf8") return limit;
  while (limit > 0 && (bytes[limit] & 0xc0) === 0x80) limit--;
  return limit;
}

for (const [key, value] of [...Object.entries(methods), ...Object.entries(numberMethods), [inspect.custom, methods[inspect.custom]]]) {
  Object.defineProperty(Buffer.prototype, key, { value, writable: true, configurable: true });
}
for (const [suffix, encoding] of [["ascii", "ascii"], ["latin1", "latin1"], ["base64", "base64"], ["base64url", "base64url"],
  ["hex", "hex"], ["ucs2", "utf16le"], ["utf8", "utf8"]]) {
  Object.defineProperty(Buffer.prototype, `${suffix}Slice`, {
    value(start, end) { return this.toString(encoding, start, end); }, writable: true, configurable: true,
  });
  Object.defineProperty(Buffer.prototype, `${suffix}Write`, {
    value(text, offset, length) { return this.write(text, offset, length, encoding); }, writable: true, configurable: true,
  });
}
Object.defineProperty(Buffer.prototype, "parent", { get() { return this instanceof Buffer ? this.buffer : undefined; }, configurable: true });
Object.defineProperty(Buffer.prototype, "offset", { get() { return this instanceof Buffer ? this.byteOffset : undefined; }, configurable: true });

export function SlowBuffer(size) {
  return Buffer.allocUnsafeSlow(size);
}

export function isUtf8(input) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(input);
    return true;
  } catch {
    return false;
  }
}
export const isAscii = (input) => new Uint8Array(input.buffer ?? input, input.byteOffset ?? 0, input.byteLength).every((byte) => byte < 128);

export function transcode(source, from, to) {
  return fromText(decode(source, checkEncoding(from)), to);
}
export function resolveObjectURL() {
  throw notAvailable("buffer.resolveObjectURL");
}

export { atob, Blob, btoa, File };
export default {
  Buffer, SlowBuffer, Blob, File, atob, btoa, constants, INSPECT_MAX_BYTES, isAscii, isUtf8, kMaxLength, kStringMaxLength,
  resolveObjectURL, transcode,
};
