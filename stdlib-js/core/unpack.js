// From bytes to values: how a value arrives in an isolate. The format is in tags.js, its writer is pack.js.
//
// A packed value comes as `[bytes, channels, cargo]`, where `bytes` is a string of one-byte characters: the engine makes
// such a string at the cost of one copy, and text inside is a slice of it. Everything else is a primitive as it is.
//
// The reader trusts the bytes, which pack.js of the same process wrote.

import * as tag from "hz:core/tags";
import { domException } from "hz:core/dom_exception";
import { resolve } from "hz:core/registry";
//@trace import * as trace from "hz:core/trace";

const eightBytes = new DataView(new ArrayBuffer(8));

/** Number of a kind of handle to what reads it. */
const handles = new Map();

/** How handles of a kind are read: `read(unpacker)` gives the object. */
export function unpackHandles(number, read) {
  handles.set(number, read);
}

/** Keys joined by NUL to their list, so that objects of a known form cost no splitting. */
const forms = new Map();
const MAX_FORMS = 4096;

function formOf(text, count) {
  if (count < 2) return count === 0 ? [] : [text];
  let keys = forms.get(text);
  if (keys === undefined) {
    keys = text.split("\0");
    if (forms.size === MAX_FORMS) forms.clear();
    forms.set(text, keys);
  }
  return keys;
}

/** The value that arrived. */
export function unpack(parcel) {
  if (typeof parcel !== "object" || parcel === null) return parcel;
  return new Unpacker(parcel[0], parcel[1], parcel[2]).value();
}

class Unpacker {
  constructor(bytes, channels, cargo) {
    this.bytes = bytes;
    this.at = 0;
    this.channels = channels;
    this.cargo = cargo;
    this.seen = [];
  }

  number() {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes.charCodeAt(at++);
    let n = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes.charCodeAt(at++);
      n += (byte & 127) * scale;
    }
    this.at = at;
    return n;
  }

  double() {
    for (let i = 0; i < 8; i++) eightBytes.setUint8(i, this.bytes.charCodeAt(this.at++));
    return eightBytes.getFloat64(0);
  }

  /** The channel whose number `Packer.channel` wrote. */
  channel() {
    return this.channels[this.number()];
  }

  value() {
    const kind = this.bytes.charCodeAt(this.at++);
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
      case tag.SEEN: return this.seen[this.number()];
      case tag.REFERENCE: return this.reference();
      //@trace case trace.STAMPED: return trace.unpackStamped(this);
      default: return this.object(kind, undefined);
    }
  }

  narrow() {
    const length = this.number();
    const text = this.bytes.substring(this.at, this.at + length);
    this.at += length;
    return text;
  }

  wide() {
    const codes = new Array(this.number());
    for (let i = 0; i < codes.length; i++) {
      codes[i] = this.bytes.charCodeAt(this.at++) | (this.bytes.charCodeAt(this.at++) << 8);
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
    this.seen.push(object);
    return object;
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
        return this.object(this.bytes.charCodeAt(this.at++), prototype);
      }
      case tag.HANDLE: {
        const place = this.seen.push(undefined) - 1;
        return (this.seen[place] = handles.get(this.number())(this));
      }
      default: throw new Error(`a packed value is damaged: unknown tag ${kind}`);
    }
  }

  formed(prototype) {
    const object = this.know({}, prototype);
    const count = this.number();
    const keys = formOf(this.value(), count);
    for (let i = 0; i < count; i++) {
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
    const place = this.seen.push(undefined) - 1;
    const buffer = this.value();
    const offset = this.number();
    const length = this.number();
    const view = length === 0 ? new type(buffer, offset) : new type(buffer, offset, length - 1);
    if (prototype !== undefined) Object.setPrototypeOf(view, prototype);
    return (this.seen[place] = view);
  }

  error(prototype) {
    const type = tag.ERRORS[this.number()];
    const error = this.know(type === AggregateError ? new AggregateError([]) : new type(), prototype);
    delete error.errors;
    for (const key of ["message", "stack", "cause", "errors"]) {
      if (this.bytes.charCodeAt(this.at) === tag.ABSENT) this.at++;
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
