// From bytes to values: how a value arrives in an isolate. The format is in tags.js, its writer is pack.js.
//
// A packed value comes in one of two ways: as bytes in `ops.incoming`, which the next one overwrites, or as
// `[bytes, channels, cargo]`, where `bytes` is a string of one-byte characters or an array. Text inside is a slice of the
// string, which for the other kinds is made when the first text is met that is not known from earlier values. Everything
// else is a primitive as it is.
//
// The reader trusts the bytes, which pack.js of the same process wrote.

import ops from "hz:internal/ops";
import * as tag from "hz:core/tags";
import { domException } from "hz:core/dom_exception";
import { resolve } from "hz:core/registry";
//@trace import * as trace from "hz:core/trace";

/** Number of a kind of handle to what reads it. */
const handles = new Map();

/** How handles of a kind are read: `read(unpacker)` gives the object. */
export function unpackHandles(number, read) {
  handles.set(number, read);
}

/** The keys of each form, by its number. */
const forms = [];

function keysOf(number) {
  return forms[number] ?? (forms[number] = ops.formText(number).split("\0"));
}

// Short texts met before, by a hash of their bytes: names and states come again and again.
const KNOWN_TEXTS = 512;
const KNOWN_LENGTH = 12;
const known = new Array(KNOWN_TEXTS).fill("");

/** The value that arrived. */
export function unpack(parcel) {
  if (typeof parcel !== "object" || parcel === null) return parcel;
  const bytes = parcel[0], channels = parcel[1], cargo = parcel[2];
  if (typeof bytes !== "string") return new Unpacker(bytes, bytes.length, "", channels, cargo).value();
  const { length } = bytes;
  const codes = new Uint8Array(length);
  for (let i = 0; i < length; i++) codes[i] = bytes.charCodeAt(i);
  return new Unpacker(codes, length, bytes, channels, cargo).value();
}

const { incoming } = ops;
/** What reads `incoming`, or null: module code that reading a value runs may receive another one. */
let reader = null;
let spare = null;

/** To be called before the native side writes to `incoming`. */
export function beforeArrival() {
  if (reader === null) return;
  reader.copy();
  reader = null;
}

/** The value whose bytes are the first of `incoming`. */
export function unpackIncoming(length) {
  const unpacker = spare ?? new Unpacker(incoming, length, "", undefined, undefined);
  spare = null;
  unpacker.at = 0;
  unpacker.length = length;
  unpacker.text = "";
  unpacker.count = 0;
  reader = unpacker;
  const value = unpacker.value();
  if (reader === unpacker) {
    reader = null;
    unpacker.first = undefined;
    unpacker.seen = null;
    spare = unpacker;
  }
  return value;
}

class Unpacker {
  constructor(bytes, length, text, channels, cargo) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset);
    this.length = length;
    this.text = text;
    this.at = 0;
    this.channels = channels;
    this.cargo = cargo;
    // What was met so far; most values are one flat object, which needs no list.
    this.count = 0;
    this.first = undefined;
    this.seen = null;
  }

  copy() {
    this.bytes = this.bytes.slice(0, this.length);
    this.view = new DataView(this.bytes.buffer);
  }

  number() {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes[at++];
    let n = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++];
      n += (byte & 127) * scale;
    }
    this.at = at;
    return n;
  }

  double() {
    const n = this.view.getFloat64(this.at);
    this.at += 8;
    return n;
  }

  /** The channel whose number `Packer.channel` wrote. */
  channel() {
    return this.channels[this.number()];
  }

  value() {
    const kind = this.bytes[this.at++];
    switch (kind) {
      case tag.UNDEFINED: return undefined;
      case tag.NULL: return null;
      case tag.TRUE: return true;
      case tag.FALSE: return false;
      case tag.INT: {
        const n = this.number();
        return (n >>> 1) ^ -(n & 1);
      }
      case tag.DOUBLE: return this.double();
      case tag.LATIN1: return this.narrow();
      case tag.UTF16: return this.wide();
      case tag.CARGO: return this.cargo[this.number()];
      case tag.BIGINT: return parseBigInt(this.value());
      case tag.SEEN: return this.met(this.number());
      case tag.REFERENCE: return this.reference();
      //@trace case trace.STAMPED: return trace.unpackStamped(this);
      default: return this.object(kind, undefined);
    }
  }

  narrow() {
    const length = this.number();
    const start = this.at;
    this.at = start + length;
    if (length > KNOWN_LENGTH) return this.slice(start, length);
    const { bytes } = this;
    let hash = length;
    for (let i = start; i < start + length; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
    const place = (hash ^ (hash >>> 9)) & (KNOWN_TEXTS - 1);
    const text = known[place];
    if (text.length === length) {
      let i = 0;
      while (i < length && text.charCodeAt(i) === bytes[start + i]) i++;
      if (i === length) return text;
    }
    return (known[place] = this.slice(start, length));
  }

  slice(start, length) {
    if (this.text === "") this.text = ops.latin1Text(this.bytes, this.length);
    return this.text.substring(start, start + length);
  }

  wide() {
    const codes = new Array(this.number());
    for (let i = 0; i < codes.length; i++) {
      codes[i] = this.bytes[this.at++] | (this.bytes[this.at++] << 8);
    }
    return String.fromCharCode(...codes);
  }

  reference() {
    const url = this.value();
    const index = this.number();
    return resolve(url, index, this.value());
  }

  // Objects are known by number before their contents are read, because these may refer to them.
  know(object, prototype) {
    if (prototype !== undefined) Object.setPrototypeOf(object, prototype);
    this.place(object);
    return object;
  }

  place(object) {
    if (this.count === 0) this.first = object;
    else (this.seen ??= []).push(object);
    return this.count++;
  }

  // An object that cannot be made before its contents are there.
  fill(place, object) {
    if (place === 0) this.first = object;
    else this.seen[place - 1] = object;
    return object;
  }

  met(number) {
    return number === 0 ? this.first : this.seen[number - 1];
  }

  object(kind, prototype) {
    switch (kind) {
      case tag.OBJECT: return this.formed(prototype);
      case tag.RECORD: return this.properties(this.know({}, prototype));
      case tag.ARRAY: return this.array(prototype);
      case tag.SPARSE: return this.properties(this.know(new Array(this.number()), prototype));
      case tag.MAP: return this.map(prototype);
      case tag.SET: return this.set(prototype);
      case tag.DATE: return this.know(new Date(this.double()), prototype);
      case tag.REGEXP: return this.know(new RegExp(this.value(), this.value()), prototype);
      case tag.BOXED: return this.know(Object(this.value()), prototype);
      case tag.BUFFER: return this.know(this.cargo[this.number()], prototype);
      case tag.VIEW: return this.bufferView(prototype);
      case tag.ERROR: return this.error(prototype);
      case tag.DOM_EXCEPTION: {
        const error = this.know(domException(this.value(), this.value()));
        hide(error, "stack", this.value());
        return error;
      }
      case tag.INSTANCE: {
        const { prototype } = this.reference();
        return this.object(this.bytes[this.at++], prototype);
      }
      case tag.HANDLE: {
        const place = this.place(undefined);
        return this.fill(place, handles.get(this.number())(this));
      }
      default: throw new Error(`a packed value is damaged: unknown tag ${kind}`);
    }
  }

  formed(prototype) {
    const object = this.know({}, prototype);
    const keys = keysOf(this.number());
    for (let i = 0; i < keys.length; i++) {
      // Not an assignment: that would call the setter of a key named __proto__, or of an instance's class.
      if (prototype === undefined && keys[i] !== "__proto__") object[keys[i]] = this.value();
      else define(object, keys[i], this.value());
    }
    return object;
  }

  properties(object) {
    for (let n = this.number(); n > 0; n--) define(object, this.value(), this.value());
    return object;
  }

  array(prototype) {
    const length = this.number();
    const array = this.know([], prototype);
    for (let i = 0; i < length; i++) array.push(this.value());
    return array;
  }

  map(prototype) {
    const map = this.know(new Map(), prototype);
    for (let n = this.number(); n > 0; n--) Map.prototype.set.call(map, this.value(), this.value());
    return map;
  }

  set(prototype) {
    const set = this.know(new Set(), prototype);
    for (let n = this.number(); n > 0; n--) Set.prototype.add.call(set, this.value());
    return set;
  }

  bufferView(prototype) {
    const type = tag.VIEWS[this.number()];
    const place = this.place(undefined);
    const buffer = this.value();
    const offset = this.number();
    const length = this.number();
    const view = length === 0 ? new type(buffer, offset) : new type(buffer, offset, length - 1);
    if (prototype !== undefined) Object.setPrototypeOf(view, prototype);
    return this.fill(place, view);
  }

  error(prototype) {
    const type = tag.ERRORS[this.number()];
    const error = this.know(type === AggregateError ? new AggregateError([]) : new type(), prototype);
    delete error.errors;
    for (const key of ["message", "stack", "cause", "errors"]) {
      if (this.bytes[this.at] === tag.ABSENT) this.at++;
      else hide(error, key, this.value());
    }
    for (let n = this.number(); n > 0; n--) {
      const key = this.value();
      (key === "name" ? hide : define)(error, key, this.value());
    }
    return error;
  }
}

function define(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function hide(object, key, value) {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}

// The digits are in base 36, as `toString` gives them; ten of them always fit a double.
function parseBigInt(text) {
  const negative = text.startsWith("-");
  let n = 0n;
  for (let at = negative ? 1 : 0; at < text.length; at += 10) {
    const digits = text.slice(at, at + 10);
    n = n * 36n ** BigInt(digits.length) + BigInt(parseInt(digits, 36));
  }
  return negative ? -n : n;
}
