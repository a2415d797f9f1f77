// What is special about each kind of value when it is inspected: its braces, the text before them (its base), the
// items inside them, and which of its properties are listed. `describe` gives either the whole text of a value that
// needs no braces (`[Function: f]`, `{}`) or a shape that inspect.js fills and lays out:
//
//   { base, braces: [open, close], keys, items(level)?, isArrayLike, shortName, inherited? }
import ops from "hz:internal/ops";
import { formatError } from "./inspect_error.js";
import { formatNumber, formatPrimitive, formatProperty, formatValue } from "./inspect.js";
import * as kind from "./kind.js";

const { getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf, hasOwn } = Object;
const isEnumerable = (object, key) => Object.prototype.propertyIsEnumerable.call(object, key);
const functionToString = Function.prototype.call.bind(Function.prototype.toString);
const arrayIndex = /^(0|[1-9]\d{0,9})$/;
const isIndex = (key) => arrayIndex.test(key) && +key < 4294967295;

// Name of the constructor that made `value`, found along its prototypes; null where there is none.
export function constructorName(value, ctx, level) {
  const first = getPrototypeOf(value);
  for (let object = value; object !== null; object = getPrototypeOf(object)) {
    const property = getOwnPropertyDescriptor(object, "constructor");
    const fn = property?.value;
    if (typeof fn === "function" && fn.name !== "" && isInstance(value, fn)) return String(fn.name);
  }
  if (first === null) return null;
  const fallback = Object.prototype.toString.call(value).slice(8, -1);
  if (level > ctx.depth) return `${fallback} <Complex prototype>`;
  const parent = formatValue({ ...ctx, customInspect: false, depth: -1, seen: [] }, first, 0);
  return `${fallback} <${parent}>`;
}

function isInstance(value, fn) {
  try {
    return value instanceof fn;
  } catch {
    return false;
  }
}

// `Foo(2) [tag] `, what stands before the opening brace.
export function prefixOf(name, tag, fallback, size = "") {
  if (name === null) {
    return tag !== "" && fallback !== tag ? `[${fallback}${size}: null prototype] [${tag}] ` : `[${fallback}${size}: null prototype] `;
  }
  return tag !== "" && name !== tag ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

function listedKeys(ctx, value, skipIndices) {
  let keys;
  let symbols = getOwnPropertySymbols(value);
  if (ctx.showHidden) {
    keys = getOwnPropertyNames(value);
  } else {
    try {
      keys = Object.keys(value);
    } catch (error) {
      // A module namespace whose bindings are not initialised yet has names but no values.
      if (!kind.isModuleNamespace(value)) throw error;
      keys = getOwnPropertyNames(value);
    }
    if (symbols.length > 0) symbols = symbols.filter((symbol) => isEnumerable(value, symbol));
  }
  if (skipIndices) keys = keys.filter((key) => !isIndex(key));
  return symbols.length > 0 ? [...keys, ...symbols] : keys;
}

function tagOf(ctx, value) {
  let tag;
  try {
    tag = value[Symbol.toStringTag];
  } catch {
    return "";
  }
  if (typeof tag !== "string" || tag === "") return "";
  // An own tag that is listed among the properties is not said twice.
  return (ctx.showHidden ? hasOwn(value, Symbol.toStringTag) : isEnumerable(value, Symbol.toStringTag)) ? "" : tag;
}

export function describe(ctx, value, level) {
  const name = constructorName(value, ctx, level);
  const tag = tagOf(ctx, value);
  const subject = { ctx, value, level, name, tag };
  const shape = describeIterable(subject) ?? describeOther(subject);
  if (typeof shape !== "string") {
    shape.base ??= "";
    shape.isArrayLike ??= false;
    if (ctx.showHidden) shape.inherited = inheritedKeys(value);
    shape.shortName = shape.isPlainArray
      ? "Array"
      : prefixOf(name, tag, shape.fallback ?? "Object").slice(0, -1).replace(/^\[(.*)\]$/, "$1");
  }
  return shape;
}

const deepestInherited = 3;

// With `showHidden`, data and accessors that the classes of the program put on prototypes are listed as well.
function inheritedKeys(value) {
  const found = [];
  const seen = new Set();
  let object = value;
  for (let depth = 0; depth < deepestInherited; depth++) {
    object = depth === 0 && hasOwn(value, "constructor") ? value : getPrototypeOf(object);
    if (object === null) break;
    const fn = getOwnPropertyDescriptor(object, "constructor")?.value;
    if (typeof fn === "function" && globalThis[fn.name] === fn) break;
    for (const key of Reflect.ownKeys(object)) {
      if (key === "constructor" || hasOwn(value, key) || seen.has(key)) continue;
      seen.add(key);
      if (typeof getOwnPropertyDescriptor(object, key).value !== "function") found.push([object, key]);
    }
  }
  return found;
}

const isIterable = (value) => Symbol.iterator in value || getPrototypeOf(value) === null;

function describeIterable(subject) {
  const { ctx, value, name, tag } = subject;
  if (!isIterable(value)) return undefined;
  if (Array.isArray(value)) {
    const keys = listedKeys(ctx, value, true);
    const isPlain = name === "Array" && tag === "";
    const braces = [`${isPlain ? "" : prefixOf(name, tag, "Array", `(${value.length})`)}[`, "]"];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    return { braces, keys, isArrayLike: true, isPlainArray: isPlain, fallback: "Array", items: (at) => arrayItems(ctx, value, at) };
  }
  if (kind.isSet(value)) {
    const entries = [...setValues(value)];
    return collection(subject, "Set", entries.length, (at) => setItems(ctx, entries, at));
  }
  if (kind.isMap(value)) {
    const entries = [...mapEntries(value)];
    return collection(subject, "Map", entries.length, (at) => mapItems(ctx, entries, at));
  }
  const typed = kind.typedArrayName(value);
  if (typed !== undefined) {
    const keys = listedKeys(ctx, value, true);
    const braces = [`${prefixOf(name, tag, typed, `(${value.length})`)}[`, "]"];
    if (value.length === 0 && keys.length === 0 && !ctx.showHidden) return `${braces[0]}]`;
    return { braces, keys, isArrayLike: true, fallback: typed, items: (at) => typedArrayItems(ctx, value, at) };
  }
  if (kind.isMapIterator(value) || kind.isSetIterator(value)) {
    const preview = ops.iteratorPreview(value);
    if (preview === undefined) return undefined;
    const items = (at) => (preview[1] ? entryItems(ctx, preview[0], at) : setItems(ctx, preview[0], at));
    return {
      braces: [preview[1] ? `[${tag.replace("Iterator", "Entries")}] {` : `[${tag}] {`, "}"],
      keys: listedKeys(ctx, value, false), items, isArrayLike: true,
    };
  }
  return undefined;
}

const setValues = Function.prototype.call.bind(Set.prototype.values);
const mapEntries = Function.prototype.call.bind(Map.prototype.entries);

function collection({ ctx, value, name, tag }, fallback, size, items) {
  const keys = listedKeys(ctx, value, false);
  const prefix = prefixOf(name, tag, fallback, `(${size})`);
  if (size === 0 && keys.length === 0) return `${prefix}{}`;
  return { braces: [`${prefix}{`, "}"], keys, items, fallback };
}

function describeOther(subject) {
  const { ctx, value, level, name, tag } = subject;
  if (typeof value === "function") return describeFunction(subject);
  const keys = listedKeys(ctx, value, false);
  if (name === "Object" && !kind.isNativeError(value)) {
    const isArguments = kind.isArgumentsObject(value);
    const prefix = isArguments ? "[Arguments] " : tag === "" ? "" : prefixOf(name, tag, "Object");
    if (keys.length === 0) return `${prefix}{}`;
    return { braces: [`${prefix}{`, "}"], keys };
  }
  if (kind.isRegExp(value)) {
    const prefix = prefixOf(name, tag, "RegExp");
    const base = (prefix === "RegExp " ? "" : prefix) + RegExp.prototype.toString.call(name === null ? new RegExp(value) : value);
    return leaf(ctx, base, "regexp", keys, level, "RegExp");
  }
  if (kind.isDate(value)) {
    const prefix = prefixOf(name, tag, "Date");
    const time = Date.prototype.getTime.call(value);
    const base = (prefix === "Date " ? "" : prefix) + (Number.isNaN(time) ? "Invalid Date" : Date.prototype.toISOString.call(value));
    return leaf(ctx, base, "date", keys, level, "Date");
  }
  if (kind.isNativeError(value) || isErrorLike(value)) {
    const base = formatError(ctx, value, name, tag, keys);
    if (keys.length === 0) return base;
    return { base, braces: ["{", "}"], keys };
  }
  return describeExotic(subject, keys) ?? describePlain(subject, keys);
}

const isErrorLike = (value) => value instanceof Error && hasOwn(value, "stack");

function leaf(ctx, text, style, keys, level, fallback) {
  const base = ctx.stylize(text, style);
  return keys.length === 0 || level > ctx.depth ? base : { base, braces: ["{", "}"], keys, fallback };
}

function describePlain({ ctx, value, name, tag }, keys) {
  const prefix = prefixOf(name, tag, "Object");
  if (kind.isModuleNamespace(value)) {
    return { braces: ["[Module: null prototype] {", "}"], keys: [], items: (at) => namespaceItems(ctx, value, keys, at) };
  }
  if (keys.length === 0) return `${prefix}{}`;
  return { braces: [`${prefix}{`, "}"], keys };
}

function namespaceItems(ctx, value, keys, level) {
  return keys.filter((key) => typeof key === "string").map((key) => {
    try {
      return formatProperty(ctx, value, key, level, false);
    } catch {
      return `${key}: ${ctx.stylize("<uninitialized>", "special")}`;
    }
  });
}

// Kinds whose content lies in internal slots.
function describeExotic({ ctx, value, name, tag }, keys) {
  const open = (fallback) => [`${prefixOf(name, tag, fallback)}{`, "}"];
  if (kind.isAnyArrayBuffer(value)) {
    const fallback = kind.isArrayBuffer(value) ? "ArrayBuffer" : "SharedArrayBuffer";
    return { braces: open(fallback), keys, fallback, items: () => bufferItems(ctx, value) };
  }
  if (kind.isDataView(value)) {
    return { braces: open("DataView"), keys: ["byteLength", "byteOffset", "buffer", ...keys], fallback: "DataView" };
  }
  if (kind.isPromise(value)) {
    return { braces: open("Promise"), keys, fallback: "Promise", items: (at) => promiseItems(ctx, value, at) };
  }
  if (kind.isWeakSet(value) || kind.isWeakMap(value)) {
    const fallback = kind.isWeakSet(value) ? "WeakSet" : "WeakMap";
    return { braces: open(fallback), keys, fallback, items: () => [ctx.stylize("<items unknown>", "special")] };
  }
  if (kind.isWeakRef(value)) {
    const items = (at) => {
      const target = WeakRef.prototype.deref.call(value);
      return [target === undefined ? ctx.stylize("<cleared>", "special") : formatValue(ctx, target, at)];
    };
    return { braces: open("WeakRef"), keys, fallback: "WeakRef", items };
  }
  return kind.isBoxedPrimitive(value) ? describeBoxed(ctx, value, name, tag, keys) : undefined;
}

function describeBoxed(ctx, value, name, tag, keys) {
  let type = "Symbol";
  if (kind.isNumberObject(value)) type = "Number";
  else if (kind.isStringObject(value)) type = "String";
  else if (kind.isBooleanObject(value)) type = "Boolean";
  else if (kind.isBigIntObject(value)) type = "BigInt";
  const primitive = globalThis[type].prototype.valueOf.call(value);
  if (type === "String") keys = keys.filter((key) => typeof key === "symbol" || !isIndex(key) || +key >= primitive.length);
  let base = `[${type}`;
  if (type !== name) base += name === null ? " (null prototype)" : ` (${name})`;
  base += `: ${formatPrimitive({ ...ctx, stylize: (text) => text }, primitive)}]`;
  if (tag !== "" && tag !== name) base += ` [${tag}]`;
  base = ctx.stylize(base, typeof primitive);
  return keys.length === 0 ? base : { base, braces: ["{", "}"], keys };
}

const nativeCode = /\{\s*\[native code\]\s*\}$/;

// A class is told by its `prototype`, which no function's is: it cannot be written.
const isClass = (fn) =>
  getOwnPropertyDescriptor(fn, "prototype")?.writable === false && !nativeCode.test(functionToString(fn));

function describeFunction({ ctx, value, name, tag }) {
  const keys = listedKeys(ctx, value, false);
  const base = ctx.stylize(isClass(value) ? classBase(value, name, tag) : functionBase(value, name, tag), "special");
  if (keys.length === 0) return base;
  return { base, braces: ["{", "}"], keys };
}

function functionBase(fn, name, tag) {
  const type = kind.functionKind(fn);
  let base = `[${type}`;
  if (name === null) base += " (null prototype)";
  base += fn.name === "" ? " (anonymous)" : `: ${String(fn.name)}`;
  base += "]";
  if (name !== type && name !== null) base += ` ${name}`;
  if (tag !== "" && name !== tag) base += ` [${tag}]`;
  return base;
}

function classBase(fn, name, tag) {
  const ownName = hasOwn(fn, "name") && fn.name !== "" ? String(fn.name) : "(anonymous)";
  let base = `class ${ownName}`;
  if (name !== "Function" && name !== null) base += ` [${name}]`;
  if (tag !== "" && name !== tag) base += ` [${tag}]`;
  if (name === null) {
    base += " extends [null prototype]";
  } else {
    const parent = getPrototypeOf(fn);
    if (parent?.name) base += ` extends ${parent.name}`;
    else if (parent === null) base += " extends null";
  }
  return `[${base}]`;
}

const moreItems = (count) => `... ${count} more item${count > 1 ? "s" : ""}`;

// Elements, with runs of holes counted.
function arrayItems(ctx, array, level) {
  const length = array.length;
  const parts = [];
  let index = 0;
  while (index < length && parts.length < ctx.maxArrayLength) {
    if (hasOwn(array, index)) {
      parts.push(formatItem(ctx, array, index, level));
      index++;
      continue;
    }
    const first = index;
    do index++; while (index < length && !hasOwn(array, index));
    const count = index - first;
    parts.push(ctx.stylize(`<${count} empty item${count > 1 ? "s" : ""}>`, "undefined"));
  }
  if (index < length) parts.push(moreItems(length - index));
  return parts;
}

// An element as a property would be shown, without its key.
function formatItem(ctx, array, index, level) {
  const property = getOwnPropertyDescriptor(array, index);
  if (property.get !== undefined || property.set !== undefined) {
    return formatProperty(ctx, array, index, level, true).replace(/^.*?: /, "");
  }
  ctx.indentation += 2;
  const text = formatValue(ctx, property.value, level);
  ctx.indentation -= 2;
  return text;
}

function typedArrayItems(ctx, array, level) {
  const count = Math.min(ctx.maxArrayLength, array.length);
  const parts = [];
  const isBig = array.length > 0 && typeof array[0] === "bigint";
  for (let i = 0; i < count; i++) {
    parts.push(isBig ? ctx.stylize(`${array[i]}n`, "bigint") : ctx.stylize(formatNumber(array[i], ctx.numericSeparator), "number"));
  }
  if (array.length > count) parts.push(moreItems(array.length - count));
  if (ctx.showHidden) {
    for (const key of ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"]) {
      ctx.indentation += 2;
      parts.push(`[${key}]: ${formatValue(ctx, array[key], level)}`);
      ctx.indentation -= 2;
    }
  }
  return parts;
}

function limited(ctx, items, write) {
  const count = Math.min(ctx.maxArrayLength, items.length);
  const parts = [];
  ctx.indentation += 2;
  for (let i = 0; i < count; i++) parts.push(write(items[i]));
  if (items.length > count) parts.push(moreItems(items.length - count));
  ctx.indentation -= 2;
  return parts;
}

const setItems = (ctx, items, level) => limited(ctx, items, (item) => formatValue(ctx, item, level));
const mapItems = (ctx, entries, level) =>
  limited(ctx, entries, ([key, value]) => `${formatValue(ctx, key, level)} => ${formatValue(ctx, value, level)}`);

// Remaining entries of a map's iterator: `[ key, value ]` each, from a flat list.
function entryItems(ctx, flat, level) {
  const pairs = [];
  for (let i = 0; i < flat.length; i += 2) pairs.push([flat[i], flat[i + 1]]);
  return limited(ctx, pairs, ([key, value]) => `[ ${formatValue(ctx, key, level)}, ${formatValue(ctx, value, level)} ]`);
}

const hexByte = (byte) => byte.toString(16).padStart(2, "0");

function bufferItems(ctx, buffer) {
  let bytes;
  try {
    bytes = new Uint8Array(buffer);
  } catch {
    return [ctx.stylize("(detached)", "special")];
  }
  const shown = Math.min(Math.max(0, ctx.maxArrayLength), bytes.length);
  let text = Array.from(bytes.subarray(0, shown), hexByte).join(" ");
  const more = bytes.length - shown;
  if (more > 0) text += ` ... ${more} more byte${more > 1 ? "s" : ""}`;
  const label = ctx.stylize("[Uint8Contents]", "special");
  return [`${label}: <${text}>`, `byteLength: ${ctx.stylize(`${bytes.length}`, "number")}`];
}

function promiseItems(ctx, promise, level) {
  const [state, result] = ops.promiseState(promise);
  if (state === 0) return [ctx.stylize("<pending>", "special")];
  ctx.indentation += 2;
  const text = formatValue(ctx, result, level);
  ctx.indentation -= 2;
  return [state === 2 ? `${ctx.stylize("<rejected>", "special")} ${text}` : text];
}
