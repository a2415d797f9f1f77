// Functions that can be handed to other cores: what tells such a function from any other, and what it takes along.
//
// It is at the top level of a module, where registry.js knows it by module and index, or it is a literal that the compiler
// has moved there; then its captured variables go with it, copied. So do `this` and the arguments of a bound function. Who runs such a function in its own isolate gives it
// copies too (`localForm`), so that where it runs never changes what a program means.

import ops from "hz:internal/ops";
import { apply } from "hz:core/abstract";
import { boundParts } from "hz:core/bound";
import { pinnedCall } from "hz:core/pinned";
import { referenceOf, resolve } from "hz:core/registry";
import { callWith } from "hz:core/remote";
import { unpack } from "hz:core/unpack";

const { isView } = ArrayBuffer;

/** A function literal that was handed over in place: what it captures is known by name. */
class Literal {
  constructor(url, index, names, captures, factory, changed) {
    this.url = url;
    this.index = index;
    this.names = names;
    this.captures = captures;
    this.factory = factory;
    this.changed = changed;
  }
}

/**
 * `hz$l(moduleUrl, index, names, captures, factory, changed)`: a literal, as the factory of that index and what it captures;
 * `changed` has the names of captures whose contents it assigns to.
 */
export function literal(url, index, names, captures, factory, changed = []) {
  return new Literal(url, index, names, captures, factory, changed);
}

export function isLiteral(fn) {
  return fn instanceof Literal;
}

/** In place of the names of captures: those are what a function is bound to. */
export const BOUND = { __proto__: null };

/**
 * What `fn` is on every core: `{ reference, names, captures }`, where `names` is null unless it is a literal, or BOUND. `caller`
 * is the function that hands it over, for the error; `instead` is a way out besides.
 */
export function portable(fn, caller, instead = "") {
  if (fn instanceof Literal) {
    const { url, index, names, captures } = fn;
    return { reference: { url, index, member: "" }, names, captures };
  }
  if (typeof fn !== "function") throw new TypeError(`${caller}: expected a function, not ${fn === null ? "null" : typeof fn}`);
  const reference = referenceOf(fn);
  if (reference === undefined) {
    const parts = boundParts(fn);
    if (parts !== null) return bound(parts, caller, instead);
    const name = fn.name === "" ? "this function" : `function ${fn.name}`;
    throw new TypeError(
      `${caller}: ${name} cannot run on another core, because it is not at the top level of a module; declare it there, ` +
        `${instead === "" ? "or " : ""}write it as a literal in the call of ${caller}${instead}`,
    );
  }
  return { reference, names: null, captures: [] };
}

// What is bound once more has the `this` of the first time.
function bound({ target, values }, caller, instead) {
  const { reference, names, captures } = portable(target, caller, instead);
  const [, ...args] = values;
  return { reference, names: BOUND, captures: names === BOUND ? [...captures, ...args] : values };
}

/** The function of a reference, as it is called with what it captures or is bound to. */
export function equipped(entry, isBound, values) {
  return isBound ? apply(bind, entry, values) : pinnedCall(entry(...values));
}

const { bind } = Function.prototype;

/** How captured variables are called in errors. */
export function captureNames(names, count) {
  const places = [];
  if (names === BOUND) {
    for (let i = 0; i < count; i++) places.push(i === 0 ? "the bound 'this'" : `bound argument ${i}`);
    return places;
  }
  for (const name of names ?? []) places.push(`captured variable '${name}'`);
  return places;
}

/** A copy of a value, as another core would get it; `what` names it in an error, or each of its elements. */
export function copyOf(value, what) {
  return unpack(callWith(ops.deliver, 0, 0, value, what));
}

/** The function as it is called in this isolate: one that has copies of what it captures. */
export function localForm(fn, caller) {
  const { reference, names, captures } = portable(fn, caller);
  if (names === null) return fn;
  if (names === BOUND) {
    const { url, index, member } = reference;
    return equipped(resolve(url, index, member), true, copyOf(captures, captureNames(names, captures.length)));
  }
  for (const name of fn.changed) {
    if (isCopied(captures[names.indexOf(name)])) throw lostChanges(name, caller);
  }
  const copies = names.length === 0 ? captures : copyOf(captures, captureNames(names));
  return pinnedCall(fn.factory(...copies));
}

function isCopied(value) {
  if (typeof value !== "object" || value === null) return false;
  return !(isView(value) && typeof SharedArrayBuffer === "function" && value.buffer instanceof SharedArrayBuffer);
}

function lostChanges(name, caller) {
  return new TypeError(
    `${caller}: the function assigns to elements or properties of '${name}', but each core has a copy of that; make ` +
      `'${name}' a typed array over a SharedArrayBuffer, or give results back with parallel.map`,
  );
}
