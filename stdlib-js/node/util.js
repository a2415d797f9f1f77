// node:util. Partial: MIMEType and transferable abort signals are not available.
import { TextDecoder, TextEncoder } from "../web/encoding.js";
import { format, formatWithOptions } from "../web/format.js";
import { inspect } from "../web/inspect.js";
import { isDeepEqual } from "./internal/deep_equal.js";
import { checkFunction, checkString, coded, invalidType, invalidValue, notAvailable } from "./internal/errors.js";
import { parseArgs } from "./internal/parse_args.js";
import { errnoNames } from "./internal/errno.js";
import types from "./util/types.js";

export { format, formatWithOptions, inspect, parseArgs, TextDecoder, TextEncoder, types };

export const isDeepStrictEqual = (a, b) => isDeepEqual(a, b, true);

export function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null) throw invalidType("ctor", "Function", constructor);
  if (parent === undefined || parent === null) throw invalidType("superCtor", "function", parent);
  if (parent.prototype === undefined) throw invalidType("superCtor.prototype", "Object", parent.prototype);
  Object.defineProperty(constructor, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const custom = Symbol.for("nodejs.util.promisify.custom");
const argumentNames = Symbol("customPromisifyArgs");

export function promisify(original) {
  checkFunction("original", original);
  if (original[custom]) {
    const replacement = original[custom];
    checkFunction("util.promisify.custom", replacement);
    return Object.defineProperty(replacement, custom, { value: replacement, configurable: true });
  }
  const names = original[argumentNames];
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, ...values) => {
        if (error) reject(error);
        else if (names !== undefined && values.length > 1) resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        else resolve(values[0]);
      });
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, custom, { value: promisified, configurable: true });
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = custom;

export function callbackify(original) {
  checkFunction("original", original);
  function callbackified(...args) {
    const callback = args.pop();
    checkFunction("last argument", callback);
    original.apply(this, args).then(
      (value) => globalThis.process.nextTick(callback, null, value),
      (error) => globalThis.process.nextTick(callback, error || falsyRejection(error)),
    );
  }
  const properties = Object.getOwnPropertyDescriptors(original);
  if (typeof properties.length?.value === "number") properties.length.value++;
  if (typeof properties.name?.value === "string") properties.name.value += "Callbackified";
  return Object.defineProperties(callbackified, properties);
}

function falsyRejection(reason) {
  const error = coded(Error, "ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value");
  error.reason = reason;
  return error;
}

const warnedCodes = new Set();

export function deprecate(fn, message, code = undefined) {
  let warned = false;
  function deprecated(...args) {
    if (!warned && !globalThis.process.noDeprecation) {
      warned = true;
      if (code === undefined || !warnedCodes.has(code)) {
        if (code !== undefined) warnedCodes.add(code);
        globalThis.process.emitWarning(message, "DeprecationWarning", code, deprecated);
      }
    }
    if (new.target) return Reflect.construct(fn, args, new.target === deprecated ? fn : new.target);
    return fn.apply(this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

// Sections that NODE_DEBUG names, with `*` for any text.
function isDebugged(section) {
  const wanted = (globalThis.process.env.NODE_DEBUG ?? "").split(",").filter(Boolean);
  return wanted.some((name) => new RegExp(`^${name.replace(/[|\\{}()[\]^$+?.]/g, "\\$&").replaceAll("*", ".*")}$`, "i").test(section));
}

export function debuglog(section, callback = undefined) {
  let enabled;
  const log = (...args) => {
    enabled ??= isDebugged(section);
    callback?.(log);
    callback = undefined;
    if (enabled) globalThis.process.stderr.write(`${section.toUpperCase()} ${globalThis.process.pid}: ${format(...args)}\n`);
  };
  Object.defineProperty(log, "enabled", { get: () => (enabled ??= isDebugged(section)), configurable: true, enumerable: true });
  return log;
}
export { debuglog as debug };

const controlCodes = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]))/g;

export function stripVTControlCharacters(text) {
  checkString("str", text);
  return text.replace(controlCodes, "");
}

// Colours only where the stream shows them, unless `validateStream` is false.
export function styleText(style, text, { validateStream = true, stream = globalThis.process.stdout } = {}) {
  checkString("text", text);
  const shows = !validateStream || (stream.isTTY === true && stream.hasColors?.() !== false);
  let before = "";
  let after = "";
  for (const name of Array.isArray(style) ? style : [style]) {
    const codes = inspect.colors[name];
    if (codes === undefined) throw invalidValue("format", name, `must be one of: ${Object.keys(inspect.colors).join(", ")}`);
    before += `\u001b[${codes[0]}m`;
    after = `\u001b[${codes[1]}m${after}`;
  }
  return shows ? before + text + after : text;
}

export const toUSVString = (text) => `${text}`.toWellFormed();

export function getSystemErrorName(errno) {
  if (!Number.isInteger(errno) || errno >= 0) throw invalidValue("err", errno, "must be a negative integer");
  return errnoNames.get(-errno) ?? `Unknown system error ${errno}`;
}
export const getSystemErrorMap = () => new Map([...errnoNames].map(([errno, name]) => [-errno, [name, name]]));

export function parseEnv(content) {
  checkString("content", content);
  const result = {};
  const line = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|[^#\n]*)/gm;
  for (const [, key, raw] of content.matchAll(line)) {
    const value = raw.trim();
    const quote = /^(["'`])([\s\S]*)\1$/.exec(value);
    result[key] = quote === null ? value : quote[1] === '"' ? quote[2].replaceAll("\\n", "\n") : quote[2];
  }
  return result;
}

export function aborted(signal, resource) {
  if (resource === null || typeof resource !== "object") throw invalidType("resource", "Object", resource);
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

export class MIMEType {
  constructor() { throw notAvailable("util.MIMEType"); }
}
export class MIMEParams {
  constructor() { throw notAvailable("util.MIMEParams"); }
}
export function transferableAbortController() {
  throw notAvailable("util.transferableAbortController");
}
export function transferableAbortSignal() {
  throw notAvailable("util.transferableAbortSignal");
}

// Names from before there were better ones.
export const { isArray } = Array;
export const isBoolean = (value) => typeof value === "boolean";
export const isBuffer = (value) => globalThis.Buffer.isBuffer(value);
export const isNull = (value) => value === null;
export const isNullOrUndefined = (value) => value === null || value === undefined;
export const isNumber = (value) => typeof value === "number";
export const isString = (value) => typeof value === "string";
export const isSymbol = (value) => typeof value === "symbol";
export const isUndefined = (value) => value === undefined;
export const isRegExp = types.isRegExp;
export const isObject = (value) => value !== null && typeof value === "object";
export const isDate = types.isDate;
export const isError = (value) => types.isNativeError(value) || value instanceof Error;
export const isFunction = (value) => typeof value === "function";
export const isPrimitive = (value) => value === null || (typeof value !== "object" && typeof value !== "function");
export const _extend = (target, source) => (source !== null && typeof source === "object" ? Object.assign(target, source) : target);

export default {
  _extend, aborted, callbackify, debug: debuglog, debuglog, deprecate, format, formatWithOptions, getSystemErrorMap,
  getSystemErrorName, inherits, inspect, isArray, isBoolean, isBuffer, isDate, isDeepStrictEqual, isError, isFunction,
  isNull, isNullOrUndefined, isNumber, isObject, isPrimitive, isRegExp, isString, isSymbol, isUndefined, MIMEParams,
  MIMEType, parseArgs, parseEnv, promisify, stripVTControlCharacters, styleText, TextDecoder, TextEncoder, toUSVString,
  transferableAbortController, transferableAbortSignal, types,
};
