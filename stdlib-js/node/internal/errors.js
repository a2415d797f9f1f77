// Errors with a `code`, in the words that Node's users and their tests know. Not a module of Node's: only the files
// of this folder import it.
import { inspect } from "../../web/inspect.js";

export function coded(Class, code, message) {
  const error = new Class(message);
  error.code = code;
  // The stack is taken with the code in its first line, the name is left alone after that.
  const { name } = error;
  Object.defineProperty(error, "name", { value: `${name} [${code}]`, configurable: true, enumerable: false, writable: true });
  void error.stack;
  delete error.name;
  return error;
}

// What a message says of the value that was not expected.
export function received(value) {
  if (value === null || value === undefined) return ` Received ${value}`;
  if (typeof value === "function") return ` Received function ${value.name}`;
  if (typeof value === "object") {
    return value.constructor?.name ? ` Received an instance of ${value.constructor.name}` : ` Received ${inspect(value, { depth: -1 })}`;
  }
  let text = inspect(value, { colors: false });
  if (text.length > 28) text = `${text.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${text})`;
}

const classes = /^[A-Z]/;

function listed(words, last) {
  if (words.length < 3) return words.join(` ${last} `);
  return `${words.slice(0, -1).join(", ")}, ${last} ${words.at(-1)}`;
}

// `expected` is a list of type names and class names.
export function invalidType(name, expected, value) {
  const list = Array.isArray(expected) ? expected : [expected];
  const types = list.filter((word) => !classes.test(word));
  const instances = list.filter((word) => classes.test(word));
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? "one of type" : "of type"} ${listed(types, "or")}`);
  if (instances.length > 0) parts.push(`an instance of ${listed(instances, "or")}`);
  const what = name.endsWith(" argument") ? `The ${name}` : `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
  return coded(TypeError, "ERR_INVALID_ARG_TYPE", `${what} must be ${parts.join(" or ")}.${received(value)}`);
}

export function invalidValue(name, value, reason = "is invalid") {
  let text = inspect(value);
  if (text.length > 128) text = `${text.slice(0, 128)}...`;
  const kind = name.includes(".") ? "property" : "argument";
  return coded(TypeError, "ERR_INVALID_ARG_VALUE", `The ${kind} '${name}' ${reason}. Received ${text}`);
}

export function outOfRange(name, range, value) {
  let text = typeof value === "bigint" ? `${value}n` : inspect(value);
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) text = String(value).replace(/\B(?=(\d{3})+$)/g, "_");
  return coded(RangeError, "ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be ${range}. Received ${text}`);
}

// An API that exists in Node and not here yet says so when it is used, never before.
export function notAvailable(name) {
  return coded(Error, "ERR_NOT_AVAILABLE", `${name} is not available yet in hz`);
}

export function missing(module, names, base = {}) {
  for (const name of names) {
    const fail = { [name]() { throw notAvailable(`${module}.${name}`); } }[name];
    base[name] = fail;
  }
  return base;
}

export function checkFunction(name, value) {
  if (typeof value !== "function") throw invalidType(name, "function", value);
}
export function checkString(name, value) {
  if (typeof value !== "string") throw invalidType(name, "string", value);
}
export function checkObject(name, value) {
  if (value === null || typeof value !== "object") throw invalidType(name, "Object", value);
}
export function checkInteger(name, value, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== "number") throw invalidType(name, "number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
}
