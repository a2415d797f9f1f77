// From values to bytes: how a value leaves its isolate. The way back is unpack.js, the format is in tags.js.
//
// Primitives are not packed at all (`pack` gives null): they travel as they are. Everything else is written into
// memory of the native side (`ops.outgoing`), or if it is too large for that into a buffer that is copied at once; beside the bytes go the numbers of channels and, as cargo, what only
// the engine can carry. Being JavaScript, this is compiled for the shapes that the program really sends, and it
// knows the place inside the value when something cannot be sent.
//
// A flat object is the number of its form, which all isolates know, and its values. The keys of an object say its form:
// of those forms that begin with the same key the one that has the same others.
//
// Bounds: a buffer that was too small is replaced for one value. The table of forms is that of the process, which is bounded.
//
// As all raw code, this must not call built-ins that take callbacks: these are compiled, so a pre-emption could stop them.

import ops from "hz:internal/ops";
import * as tag from "hz:core/tags";
import { domException } from "hz:core/dom_exception";
import { whenComplete } from "hz:core/late";
import { referenceOf } from "hz:core/registry";
//@trace import * as trace from "hz:core/trace";

const { apply, ownKeys } = Reflect;
const { getPrototypeOf, keys: keysOf } = Object;
const { isArray } = Array;
const isView = ArrayBuffer.isView;
const mapEntries = Map.prototype.entries;
const setValues = Set.prototype.values;
const sliceBuffer = ArrayBuffer.prototype.slice;
const getterOf = (holder, key) => Object.getOwnPropertyDescriptor(holder, key).get;
const viewClass = getterOf(getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);

/** Prototype to the method of Packer that writes what has it. */
const writers = new Map();
/** Prototype of a handle (a channel, a task) to what writes it. */
const handles = new Map();

/** Has objects of this prototype travel by identity: `write(object, packer)` writes numbers, channels, values. */
export function packHandles(prototype, number, write) {
  handles.set(prototype, { number, write });
}

/** Objects of this prototype stay in their isolate; `why` says so in the error. */
export function refusePacking(prototype, why) {
  writers.set(prototype, (packer, object) => {
    throw new Unpackable(object, `a ${object.constructor.name}`, why);
  });
}

/** What `move` gives: its buffer leaves this isolate instead of being copied. */
export class Moved {
  constructor(value) {
    this.value = value;
  }
}

/** Marks a buffer, or a view of one, to be moved when it is sent: it is empty here afterwards. */
export function move(value) {
  if (!(isView(value) || value instanceof ArrayBuffer)) {
    throw new TypeError("move: expected an ArrayBuffer or a view of one");
  }
  return new Moved(value);
}

// Thrown while writing; it leaves `pack` as an error that names the place.
class Unpackable {
  constructor(culprit, what, why) {
    this.culprit = culprit;
    this.what = what;
    this.why = why;
  }
}

// A form: the keys of flat objects, and the number by which all isolates know them.
class Form {
  constructor(keys, number) {
    this.keys = keys;
    this.number = number;
  }
}

/** First key to the forms that begin with it. */
const forms = new Map();
let formsLeft = true;

// So many forms may begin with one key before they are taken for dictionaries.
const MAX_ALIKE = 8;

// The form of an object with these keys, or undefined when it has none.
function formOf(keys) {
  const { length } = keys;
  if (length === 0) return undefined;
  const alike = forms.get(keys[0]);
  if (alike === undefined) return newForm(keys, undefined);
  for (let i = 0; i < alike.length; i++) {
    const form = alike[i];
    const known = form.keys;
    let n = known.length === length ? 1 : 0;
    while (n !== 0 && n < length && known[n] === keys[n]) n++;
    if (n === length) return form;
  }
  return newForm(keys, alike);
}

function newForm(keys, alike) {
  if (!formsLeft || alike?.length === MAX_ALIKE) return undefined;
  const text = keys.join("\0");
  // The text must be what the reader will split into the same keys again.
  if (text.length > tag.LONG_TEXT || !text.isWellFormed() || text.split("\0").length !== keys.length) return undefined;
  const number = ops.formNumber(text);
  if (number === null) {
    formsLeft = false;
    return undefined;
  }
  const form = new Form(keys, number);
  if (alike === undefined) forms.set(keys[0], [form]);
  else alike.push(form);
  return form;
}

class Packer {
  constructor(bytes) {
    this.home = bytes;
    this.homeView = new DataView(bytes.buffer);
    this.reset();
  }

  reset() {
    this.length = 0;
    this.channels = undefined;
    this.cargo = undefined;
    this.moved = undefined;
    this.first = undefined;
    this.seen = null;
    this.seenCount = 0;
    this.bytes = this.home;
    this.view = this.homeView;
  }

  /** Whether the value is nothing but the first `length` bytes of `ops.outgoing`. */
  isDirect() {
    return this.bytes === outgoing && this.channels === undefined && this.cargo === undefined;
  }

  /** What goes beside bytes and channels, as arguments. */
  rest() {
    return this.cargo === undefined ? [] : [this.cargo, this.moved];
  }

  room(size) {
    if (this.length + size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + size));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  tag(value) {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  number(n) {
    this.room(8);
    while (n > 127) {
      this.bytes[this.length++] = (n & 127) | 128;
      n = n > 0x7fffffff ? Math.floor(n / 128) : n >>> 7;
    }
    this.bytes[this.length++] = n;
  }

  double(n) {
    this.room(8);
    this.view.setFloat64(this.length, n);
    this.length += 8;
  }

  value(value) {
    switch (typeof value) {
      case "number":
        if ((value | 0) === value && !Object.is(value, -0)) {
          this.tag(tag.INT);
          return this.number(((value << 1) ^ (value >> 31)) >>> 0);
        }
        this.tag(tag.DOUBLE);
        return this.double(value);
      case "string":
        return this.text(value);
      case "boolean":
        return this.tag(value ? tag.TRUE : tag.FALSE);
      case "undefined":
        return this.tag(tag.UNDEFINED);
      case "bigint":
        this.tag(tag.BIGINT);
        return this.text(value.toString(36));
      case "object":
        return value === null ? this.tag(tag.NULL) : this.object(value);
      case "function":
        return this.reference(value);
      default:
        throw new Unpackable(value, "a symbol", "");
    }
  }

  text(text) {
    const length = text.length;
    if (length > tag.LONG_TEXT) {
      this.tag(tag.CARGO);
      return this.carry(text);
    }
    this.room(6 + 2 * length);
    const start = this.length;
    this.bytes[this.length++] = tag.LATIN1;
    this.number(length);
    const { bytes } = this;
    let at = this.length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 255) return this.wideText(text, start);
      bytes[at++] = code;
    }
    this.length = at;
  }

  wideText(text, start) {
    this.length = start;
    this.bytes[this.length++] = tag.UTF16;
    this.number(text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      this.bytes[this.length++] = code & 255;
      this.bytes[this.length++] = code >> 8;
    }
  }

  // Puts a value into the cargo and writes its place there.
  carry(value) {
    this.cargo ??= [];
    this.number(this.cargo.push(value) - 1);
  }

  // True when the object was met before; what refers to it is written then.
  met(object) {
    // Most messages are one flat object, for which a Map would cost more than all the rest.
    if (this.seenCount === 0) {
      this.first = object;
      this.seenCount = 1;
      return false;
    }
    const seen = (this.seen ??= new Map([[this.first, 0]]));
    const number = seen.get(object);
    if (number === undefined) {
      seen.set(object, this.seenCount++);
      return false;
    }
    this.tag(tag.SEEN);
    this.number(number);
    return true;
  }

  object(object) {
    if (object instanceof Moved) return this.move(object.value);
    //@trace if (object instanceof trace.Stamped) return trace.packStamped(this, object);
    if (this.met(object)) return;
    const prototype = getPrototypeOf(object);
    if (prototype === Object.prototype || prototype === null) return this.plain(object);
    if (isArray(object) && prototype === Array.prototype) return this.array(object);
    const handle = handles.get(prototype);
    if (handle !== undefined) {
      this.tag(tag.HANDLE);
      this.number(handle.number);
      return handle.write(object, this);
    }
    const write = writers.get(prototype);
    if (write !== undefined) return this.builtIn(write, object);
    this.instance(object, prototype);
  }

  builtIn(write, object) {
    try {
      write(this, object);
    } catch (error) {
      // The prototype lied: `Object.create(Map.prototype)` and the like.
      if (!(error instanceof TypeError)) throw error;
      throw new Unpackable(object, "an object", `it is not what its prototype says (${error.message})`);
    }
  }

  plain(object) {
    const keys = keysOf(object);
    const form = formOf(keys);
    if (form === undefined) {
      this.tag(tag.RECORD);
      return this.properties(object, keys);
    }
    this.tag(tag.OBJECT);
    this.number(form.number);
    for (let i = 0; i < keys.length; i++) this.value(object[keys[i]]);
  }

  properties(object, keys) {
    this.number(keys.length);
    for (const key of keys) {
      this.text(key);
      this.value(object[key]);
    }
  }

  array(array) {
    const length = array.length;
    // An array without holes and further properties has as many keys as elements, which `ownKeys` finds out at
    // less cost than asking for each index.
    const names = length < 64 ? undefined : ownKeys(array);
    const dense = names === undefined ? isDense(array) : names.length === length + 1;
    if (!dense) {
      this.tag(tag.SPARSE);
      this.number(length);
      return this.properties(array, keysOf(array));
    }
    this.tag(tag.ARRAY);
    this.number(length);
    for (let i = 0; i < length; i++) this.value(array[i]);
  }

  instance(object, prototype) {
    if (prototype === DOMException.prototype) {
      this.tag(tag.DOM_EXCEPTION);
      for (const key of ["message", "name", "stack"]) this.value(object[key]);
      return;
    }
    const constructor = Object.hasOwn(prototype, "constructor") ? prototype.constructor : undefined;
    const isClass = typeof constructor === "function" && constructor.prototype === prototype;
    const reference = isClass ? referenceOf(constructor) : undefined;
    if (reference === undefined) {
      if (!isClass) throw new Unpackable(object, "an object", "it has a prototype of its own");
      const what = `an instance of ${constructor.name || "a class without a name"}`;
      throw new Unpackable(object, what, "its class is not at the top level of a module");
    }
    this.tag(tag.INSTANCE);
    this.place(reference);
    let base = getPrototypeOf(prototype);
    while (base !== null && !writers.has(base)) base = getPrototypeOf(base);
    if (isArray(object)) this.array(object);
    else if (base === null) this.plain(object);
    else this.builtIn(writers.get(base), object);
  }

  reference(fn) {
    const reference = referenceOf(fn);
    if (reference === undefined) {
      throw new Unpackable(fn, `function ${fn.name}`.trim(), "it is not at the top level of a module");
    }
    this.tag(tag.REFERENCE);
    this.place(reference);
  }

  /** Where a function or class is found again. */
  place({ url, index, member }) {
    this.text(url);
    this.number(index);
    this.text(member);
  }

  move(value) {
    const buffer = isView(value) ? value.buffer : value;
    if (!(buffer instanceof ArrayBuffer) || buffer.detached) throw new Unpackable(value, "memory", "it cannot be moved");
    this.moved ??= [];
    if (!this.moved.includes(buffer)) this.moved.push(buffer);
    this.object(value);
  }

  buffer(buffer) {
    this.tag(tag.BUFFER);
    if (this.moved !== undefined && this.moved.includes(buffer)) return this.carry(buffer);
    if (buffer.detached) throw new Unpackable(buffer, "an ArrayBuffer", "it was moved away");
    if (buffer.resizable) return this.carry(buffer);
    // One copy, whose memory then moves: the receiver takes it as it is.
    const copy = apply(sliceBuffer, buffer, [0]);
    (this.moved ??= []).push(copy);
    this.carry(copy);
  }

  bufferView(object) {
    const name = apply(viewClass, object, []) ?? "DataView";
    this.tag(tag.VIEW);
    this.number(viewNumbers.get(name));
    // A view whose length follows its buffer's has none of its own.
    const fixed = object.buffer.resizable !== true && object.buffer.growable !== true;
    this.value(object.buffer);
    this.number(object.byteOffset);
    this.number(fixed ? (object instanceof DataView ? object.byteLength : object.length) + 1 : 0);
  }

  error(error) {
    this.tag(tag.ERROR);
    let prototype = getPrototypeOf(error);
    while (!errorNumbers.has(prototype)) prototype = getPrototypeOf(prototype);
    this.number(errorNumbers.get(prototype));
    this.own(error, "message");
    this.own(error, "stack");
    this.own(error, "cause");
    this.own(error, "errors");
    const rest = [];
    for (const key of keysOf(error)) {
      if (!written.includes(key)) rest.push(key);
    }
    // `name` is not enumerable in classes that set it as the built-in ones do.
    if (Object.hasOwn(error, "name") && !rest.includes("name")) rest.push("name");
    this.properties(error, rest);
  }

  own(object, key) {
    if (Object.hasOwn(object, key)) this.value(object[key]);
    else this.tag(tag.ABSENT);
  }

  /** A channel of the native side, by its number; it is held until the value has arrived. */
  channel(id) {
    this.channels ??= [];
    this.number(this.channels.push(id) - 1);
  }
}

function isDense(array) {
  for (let i = 0; i < array.length; i++) {
    if (array[i] === undefined && !Object.hasOwn(array, i)) return false;
  }
  return keysOf(array).length === array.length;
}

writers.set(Map.prototype, (packer, map) => {
  const entries = [...apply(mapEntries, map, [])];
  packer.tag(tag.MAP);
  packer.number(entries.length);
  for (const [key, value] of entries) {
    packer.value(key);
    packer.value(value);
  }
});
writers.set(Set.prototype, (packer, set) => {
  const values = [...apply(setValues, set, [])];
  packer.tag(tag.SET);
  packer.number(values.length);
  for (const value of values) packer.value(value);
});
writers.set(Date.prototype, (packer, date) => {
  const time = apply(Date.prototype.getTime, date, []);
  packer.tag(tag.DATE);
  packer.double(time);
});
writers.set(RegExp.prototype, (packer, regexp) => {
  packer.tag(tag.REGEXP);
  packer.text(regexp.source);
  packer.text(regexp.flags);
});
for (const type of [Number, String, Boolean, BigInt]) {
  writers.set(type.prototype, (packer, boxed) => {
    const value = apply(type.prototype.valueOf, boxed, []);
    packer.tag(tag.BOXED);
    packer.value(value);
  });
}
const viewNumbers = new Map();
whenComplete(() => {
  for (const type of tag.VIEWS) {
    viewNumbers.set(type.name, viewNumbers.size);
    writers.set(type.prototype, (packer, object) => packer.bufferView(object));
  }
});
const errorNumbers = new Map();
for (const type of tag.ERRORS) {
  errorNumbers.set(type.prototype, errorNumbers.size);
  writers.set(type.prototype, (packer, error) => packer.error(error));
}
// Properties of errors that have a place of their own.
const written = ["message", "stack", "cause", "errors"];
writers.set(ArrayBuffer.prototype, (packer, buffer) => packer.buffer(buffer));
// A browser shares memory only with pages that ask for it.
if (typeof SharedArrayBuffer === "function") {
  writers.set(SharedArrayBuffer.prototype, (packer, buffer) => {
    packer.tag(tag.BUFFER);
    packer.carry(buffer);
  });
}

const outgoing = ops.outgoing;
const ownPacker = new Packer(outgoing);
let isFree = true;

// For a value that is sent while another one is being packed.
const OTHER_BYTES = 1 << 10;

/**
 * Packs a value: gives a Packer whose `bytes`, `length`, `channels`, `cargo` and `moved` go to the native side, and
 * which must then be given to `recycle`; or null for a primitive. `what` names the value in an error, or each of its
 * elements when it is an array.
 */
export function pack(value, what) {
  switch (typeof value) {
    case "number": case "string": case "boolean": case "undefined":
      return null;
    case "object":
      if (value === null) return null;
  }
  const packer = takePacker();
  try {
    packer.value(value);
  } catch (error) {
    recycle(packer);
    throw error instanceof Unpackable ? cloneError(error, value, what) : error;
  }
  return packer;
}

/** Packs a text of at most LONG_TEXT characters. */
export function packText(text) {
  const packer = takePacker();
  packer.text(text);
  return packer;
}

// A getter inside a value that is being packed may send a value itself.
function takePacker() {
  const packer = isFree ? ownPacker : new Packer(new Uint8Array(OTHER_BYTES));
  isFree = false;
  return packer;
}

/** The packer's contents have been copied. */
export function recycle(packer) {
  if (packer !== ownPacker) return;
  packer.reset();
  isFree = true;
}

/** JavaScript was stopped from outside, wherever it was: nothing is being packed any more. */
export function forgetPacking() {
  recycle(ownPacker);
}

function cloneError({ culprit, what, why }, root, rootName) {
  //@trace if (root instanceof trace.Stamped) root = root.value;
  const path = pathTo(culprit, root, rootName) ?? (isArray(rootName) ? "a value" : rootName);
  const reason = why === "" ? "" : `: ${why}`;
  const message = `${path}: ${what} cannot be sent to another core${reason}`;
  return domException(message, "DataCloneError");
}

// Looks for the culprit again, this time remembering the way: only a failed send pays for that.
function pathTo(culprit, root, what) {
  const seen = new Set();
  // A value made of named parts, as `go` sends them, has a name for each.
  const waiting = [];
  if (!isArray(what)) waiting.push([root, what]);
  else for (let i = 0; i < root.length; i++) waiting.push([root[i], what[i]]);
  // The values of a graph that could be packed up to the culprit: as many as the graph has.
  for (let i = 0; i < waiting.length; i++) {
    const [value, path] = waiting[i];
    if (value === culprit) return path;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) {
      let n = 0;
      for (const [key, item] of apply(mapEntries, value, [])) {
        waiting.push([key, `${path} key ${n++}`]);
        waiting.push([item, `${path}.get(${typeof key === "string" ? JSON.stringify(key) : String(Object(key) === key ? "…" : key)})`]);
      }
    } else if (value instanceof Set) {
      let n = 0;
      for (const item of apply(setValues, value, [])) waiting.push([item, `${path} element ${n++}`]);
    } else {
      for (const key of keysOf(value)) waiting.push([value[key], `${path}${step(key, isArray(value))}`]);
      if (value instanceof Error && Object.hasOwn(value, "cause")) waiting.push([value.cause, `${path}.cause`]);
    }
  }
  return undefined;
}

function step(key, inArray) {
  if (inArray && /^\d+$/.test(key)) return `[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
