// The native frames between a thread that must stop and what drives it: whether each of them can be left.
//
// The sentinel must not reach code that takes it for a value: a built-in that calls back, an operation that reads an accessor
// or converts an object, a call that nobody checks. Accessors, handlers and callbacks are made harmless where they are
// defined; this looks at what is really there. V8 gives the place where each frame stands, and the text of that frame
// says what becomes of the sentinel behind a call at that place (ops.yieldPoint).
//
// A look takes a few microseconds. That is nothing to a pre-emption, so each one looks first, and leaves alone
// what cannot be left. A blocking operation would become slower by a multiple, so it looks under --verify-reentry only.

import ops from "hz:internal/ops";

const { apply, getPrototypeOf } = Reflect;
const { getOwnPropertyDescriptor } = Object;
const NativeError = Error;
const { captureStackTrace } = Error;

// How many frames are asked for at first. Most looks end at one of the first three.
const FRAMES = 4;

// Answers of ops.yieldPoint.
const UNCHECKED = 0;
const PASSES = 1;
const ENDS = 2;

function callSites(below, limit) {
  const property = getOwnPropertyDescriptor(NativeError, "stackTraceLimit");
  if (property === undefined || property.writable !== true) return undefined;
  NativeError.stackTraceLimit = limit;
  const sites = ops.callSites(captureStackTrace, below);
  NativeError.stackTraceLimit = property.value;
  // While V8 makes the text of another stack it gives this one as a text too.
  return typeof sites === "object" ? sites : undefined;
}

// What a program puts in their place changes nothing here.
const { getScriptNameOrSourceURL, getPosition, getLineNumber, getColumnNumber, toString } = getPrototypeOf(
  callSites(undefined, 1)[0],
);

/** A frame that cannot be left. */
class Obstacle {
  constructor(site, callee, point) {
    this.site = site;
    this.callee = callee;
    this.point = point;
  }

  /** Whether it is a call in the program's text: no built-in, and no operation that reads an accessor or converts an object. */
  isCall() {
    return this.point === UNCHECKED && apply(getLineNumber, this.site, []) !== null;
  }

  /** What it is and where, and what it called. */
  describe() {
    const { site, callee } = this;
    const called = callee === undefined ? "" : `, which called ${apply(toString, callee, [])}`;
    return `${describeSite(site)}${called}`;
  }
}

function describeSite(site) {
  if (site === undefined) return "the engine";
  const text = apply(toString, site, []);
  const line = apply(getLineNumber, site, []);
  if (line === null) return `${text} (native code)`;
  const url = apply(getScriptNameOrSourceURL, site, []);
  return `an operation without a check at ${ops.sourcePlace(url, line, apply(getColumnNumber, site, []))}`;
}

/** Stands for frames that could not be looked at: the program took away V8's means, or made the code from a text. */
export const unknown = new Obstacle(undefined, undefined, undefined);

/** The innermost frame below the function `below` that cannot be left; null when the thread can stop. */
export function obstacle(below) {
  for (let limit = FRAMES; ; limit *= 8) {
    const sites = callSites(below, limit);
    if (sites === undefined) return unknown;
    const count = sites.length;
    for (let i = 0; i < count; i++) {
      const point = pointOf(sites[i]);
      if (point === PASSES) continue;
      if (point === ENDS) return null;
      return point === undefined ? unknown : new Obstacle(sites[i], sites[i - 1], point);
    }
    if (count < limit) return new Obstacle(undefined, sites[count - 1], undefined);
  }
}

// Answers of ops.yieldPoint by text and position.
const known = { __proto__: null };

function pointOf(site) {
  const url = apply(getScriptNameOrSourceURL, site, []);
  if (typeof url !== "string") return apply(getLineNumber, site, []) === null ? 0 : undefined;
  const points = known[url] ?? (known[url] = { __proto__: null });
  const position = apply(getPosition, site, []);
  return points[position] ?? (points[position] = ops.yieldPoint(url, position));
}
