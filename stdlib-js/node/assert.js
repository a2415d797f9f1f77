// node:assert. Partial: `CallTracker` is not available; a difference is shown as both values, line by line.
import { inspect } from "../web/inspect.js";
import { isDeepEqual } from "./internal/deep_equal.js";
import { checkFunction, coded, invalidType, invalidValue, notAvailable } from "./internal/errors.js";

const headings = {
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: "Expected values to be loosely deep-equal:",
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};

const show = (value) => inspect(value, {
  compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false,
  sorted: true, getters: true, breakLength: Infinity,
});

// Lines of both texts: what is common once, what differs with `+` (actual) and `-` (expected).
function difference(actual, expected) {
  const a = show(actual).split("\n");
  const b = show(expected).split("\n");
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const same = a[i] === b[j] || `${a[i]},` === b[j] || a[i] === `${b[j]},`;
      table[i][j] = same ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const same = i < a.length && j < b.length && (a[i] === b[j] || `${a[i]},` === b[j] || a[i] === `${b[j]},`);
    if (same) {
      lines.push(`  ${a[i]}`);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) {
      lines.push(`+ ${a[i++]}`);
    } else {
      lines.push(`- ${b[j++]}`);
    }
  }
  return lines.join("\n");
}

// Longest text for the table of `difference`, which grows with the square of it.
const longestDifference = 2000;

function explain(operator, actual, expected) {
  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
  if (operator === "strictEqual" && isObject(actual) && isObject(expected)) operator = "strictEqualObject";
  if (operator === "notStrictEqual" && isObject(actual)) operator = "notStrictEqualObject";
  const heading = headings[operator];
  if (operator.startsWith("not")) {
    const text = show(actual);
    return text.includes("\n") ? `${heading}\n\n${text}\n` : `${heading} ${text}`;
  }
  if (operator === "strictEqual" && !isObject(actual) && !isObject(expected)) {
    const [a, b] = [show(actual), show(expected)];
    if (a.length + b.length <= 60 && !a.includes("\n") && !b.includes("\n") && (actual !== 0 || expected !== 0)) return `${heading}\n\n${a} !== ${b}\n`;
  }
  if (show(actual) === show(expected)) return `Values have same structure but are not reference-equal:\n\n${show(actual)}\n`;
  if (show(actual).length + show(expected).length > longestDifference * 40) return `${heading}\n\n${show(actual)}\n\nshould equal\n\n${show(expected)}`;
  return `${heading}\n+ actual - expected\n\n${difference(actual, expected)}`;
}

export class AssertionError extends Error {
  constructor(options) {
    if (options === null || typeof options !== "object") throw invalidType("options", "Object", options);
    const { actual, expected, message, operator, stackStartFn } = options;
    super(message === undefined ? (operator in headings ? explain(operator, actual, expected) : defaultMessage(operator, actual, expected)) : String(message));
    this.generatedMessage = message === undefined;
    this.code = "ERR_ASSERTION";
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, "name", { value: "AssertionError [ERR_ASSERTION]", writable: true, configurable: true });
    Error.captureStackTrace?.(this, stackStartFn ?? AssertionError);
    void this.stack;
    this.name = "AssertionError";
  }
  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

function defaultMessage(operator, actual, expected) {
  if (operator === "==" && expected === true) return "The expression evaluated to a falsy value";
  return operator === undefined ? "Failed" : `${inspect(actual)} ${operator} ${inspect(expected)}`;
}

// `problem` is a message of ours, `message` one of the caller's.
function fails({ problem, ...options }) {
  if (options.message instanceof Error) throw options.message;
  if (options.message !== undefined || problem === undefined) throw new AssertionError(options);
  const error = new AssertionError({ ...options, message: problem });
  error.generatedMessage = true;
  throw error;
}

function check(holds, operator, actual, expected, message, stackStartFn) {
  if (!holds) fails({ actual, expected, message, operator, stackStartFn });
}

function truthy(args, stackStartFn) {
  const [value, message] = args;
  if (value) return;
  if (args.length === 0) fails({ actual: undefined, expected: true, message: "No value argument passed to `assert.ok()`", operator: "==", stackStartFn });
  fails({ actual: value, expected: true, message, operator: "==", stackStartFn });
}

export function assert(...args) { truthy(args, assert); }
export function ok(...args) { truthy(args, ok); }

export function fail(message = "Failed") {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message, operator: "fail", stackStartFn: fail });
  error.generatedMessage = message === "Failed";
  throw error;
}

const looseSame = (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b));

export function equal(actual, expected, message) { check(looseSame(actual, expected), "==", actual, expected, message, equal); }
export function notEqual(actual, expected, message) { check(!looseSame(actual, expected), "!=", actual, expected, message, notEqual); }
export function strictEqual(actual, expected, message) { check(Object.is(actual, expected), "strictEqual", actual, expected, message, strictEqual); }
export function notStrictEqual(actual, expected, message) { check(!Object.is(actual, expected), "notStrictEqual", actual, expected, message, notStrictEqual); }
export function deepEqual(actual, expected, message) { check(isDeepEqual(actual, expected, false), "deepEqual", actual, expected, message, deepEqual); }
export function notDeepEqual(actual, expected, message) { check(!isDeepEqual(actual, expected, false), "notDeepEqual", actual, expected, message, notDeepEqual); }
export function deepStrictEqual(actual, expected, message) { check(isDeepEqual(actual, expected, true), "deepStrictEqual", actual, expected, message, deepStrictEqual); }
export function notDeepStrictEqual(actual, expected, message) { check(!isDeepEqual(actual, expected, true), "notDeepStrictEqual", actual, expected, message, notDeepStrictEqual); }

export function match(string, regexp, message) { matches(string, regexp, message, true, match); }
export function doesNotMatch(string, regexp, message) { matches(string, regexp, message, false, doesNotMatch); }
function matches(string, regexp, message, wanted, stackStartFn) {
  if (!(regexp instanceof RegExp)) throw invalidType("regexp", "RegExp", regexp);
  if (typeof string === "string" && regexp.test(string) === wanted) return;
  const problem = typeof string !== "string"
    ? `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`
    : `The input ${wanted ? "did not match" : "was expected to not match"} the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
  fails({ actual: string, expected: regexp, message, problem, operator: stackStartFn.name, stackStartFn });
}

// ------------------------------------------------------------------------------------------- throws

const nothing = Symbol("nothing");

function caught(fn) {
  checkFunction("fn", fn);
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

async function caughtAsync(promiseOrFn) {
  if (typeof promiseOrFn === "function") {
    promiseOrFn = promiseOrFn();
    if (typeof promiseOrFn?.then !== "function") {
      throw coded(TypeError, "ERR_INVALID_RETURN_VALUE", 'Expected instance of Promise to be returned from the "promiseFn" function but got ' + inspect(promiseOrFn) + ".");
    }
  } else if (typeof promiseOrFn?.then !== "function") {
    throw invalidType("promiseFn", ["Function", "Promise"], promiseOrFn);
  }
  try {
    await promiseOrFn;
  } catch (error) {
    return error;
  }
  return nothing;
}

function expectError(stackStartFn, error, expected, message) {
  if (typeof expected === "string") [expected, message] = [undefined, expected];
  if (error === nothing) {
    const kind = stackStartFn === rejects ? "rejection" : "exception";
    let text = `Missing expected ${kind}`;
    if (typeof expected === "function" && expected.name !== "" && expected.prototype instanceof Error) text += ` (${expected.name})`;
    fails({ actual: undefined, expected, operator: stackStartFn.name, message: message === undefined ? `${text}.` : `${text}: ${message}`, stackStartFn });
  }
  if (expected !== undefined) checkError(error, expected, message, stackStartFn);
}

function checkError(error, expected, message, stackStartFn) {
  const failed = (problem) => fails({ actual: error, expected, message, problem, operator: stackStartFn.name, stackStartFn });
  if (expected instanceof RegExp) {
    if (!expected.test(String(error))) failed(`The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`);
  } else if (typeof expected === "object" && expected !== null) {
    checkProperties(error, expected, failed);
  } else if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) {
      failed(`The error is expected to be an instance of "${expected.name}". Received "${error?.constructor?.name ?? inspect(error)}"\n\nError message:\n\n${error?.message}`);
    }
    if (Reflect.apply(expected, {}, [error]) !== true) {
      failed(`The ${expected.name ? `"${expected.name}" ` : ""}validation function is expected to return "true". Received ${inspect(undefined)}\n\nCaught error:\n\n${error}`);
    }
  } else {
    throw invalidType("expected", ["Function", "Class", "RegExp", "Object"], expected);
  }
}

function checkProperties(error, expected, failed) {
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push("name", "message");
  else if (keys.length === 0) throw invalidValue("error", expected, "may not be an empty object");
  for (const key of keys) {
    const wanted = expected[key];
    if (typeof error?.[key] === "string" && wanted instanceof RegExp && wanted.test(error[key])) continue;
    if (error !== null && error !== undefined && key in Object(error) && isDeepEqual(error[key], wanted, true)) continue;
    const pick = (from) => Object.fromEntries(keys.filter((name) => name in Object(from)).map((name) => [name, from[name]]));
    failed(explain("deepStrictEqual", pick(error ?? {}), pick(expected)));
  }
}

export function throws(fn, ...args) { expectError(throws, caught(fn), ...args); }
export async function rejects(promiseFn, ...args) { expectError(rejects, await caughtAsync(promiseFn), ...args); }
export function doesNotThrow(fn, ...args) { expectNoError(doesNotThrow, caught(fn), ...args); }
export async function doesNotReject(promiseFn, ...args) { expectNoError(doesNotReject, await caughtAsync(promiseFn), ...args); }

function expectNoError(stackStartFn, error, expected, message) {
  if (error === nothing) return;
  if (typeof expected === "string") [expected, message] = [undefined, expected];
  const isExpected = expected === undefined || (expected instanceof RegExp ? expected.test(String(error)) : error instanceof expected);
  if (!isExpected) throw error;
  const kind = stackStartFn === doesNotReject ? "rejection" : "exception";
  fails({
    actual: error, expected, operator: stackStartFn.name, stackStartFn,
    message: `Got unwanted ${kind}${message ? `: ${message}` : "."}\nActual message: "${error?.message}"`,
  });
}

export function ifError(value) {
  if (value === null || value === undefined) return;
  const text = typeof value === "object" && typeof value.message === "string" ? value.message || value.constructor.name : inspect(value);
  const error = new AssertionError({ actual: value, expected: null, operator: "ifError", message: `ifError got unwanted exception: ${text}`, stackStartFn: ifError });
  error.generatedMessage = false;
  throw error;
}

export class CallTracker {
  constructor() { throw notAvailable("assert.CallTracker"); }
}

export function strict(...args) { truthy(args, strict); }
const all = {
  AssertionError, CallTracker, deepEqual, deepStrictEqual, doesNotMatch, doesNotReject, doesNotThrow, equal, fail, ifError,
  match, notDeepEqual, notDeepStrictEqual, notEqual, notStrictEqual, ok, rejects, strict, strictEqual, throws,
};
Object.assign(assert, all);
Object.assign(strict, all, { deepEqual: deepStrictEqual, notDeepEqual: notDeepStrictEqual, equal: strictEqual, notEqual: notStrictEqual });
export default assert;
