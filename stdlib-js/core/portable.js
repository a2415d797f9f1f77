// Functions that can be handed to other cores: what tells such a function from any other, and what it takes along.
//
// It is at the top level of a module, where registry.js knows it by module and index, or it is a literal that the compiler
// has moved there; then its captured variables go with it, copied. Who runs such a function in its own isolate gives it
// copies too (`localForm`), so that where it runs never changes what a program means.

import ops from "hz:internal/ops";
import { pinnedCall } from "hz:core/pinned";
import { referenceOf } from "hz:core/registry";
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

/**
 * What `fn` is on every core: `{ reference, names, captures }`, where `names` is null unless it is a literal. `caller` is
 * the function that hands it over, for the error; `instead` is a way out besides.
 */
export function portable(fn, caller, instead = "") {
  if (fn instanceof Literal) {
    const { url, index, names, captures } = fn;
    return { reference: { url, index, member: "" }, names, captures };
  }
  if (typeof fn !== "function") throw new TypeError(`${caller}: expected a function, not ${fn === null ? "null" : typeof fn}`);
  const reference = referenceOf(fn);
  if (reference === undefined) {
    const name = fn.name === "" ? "this function" : `function ${fn.name}`;
    throw new TypeError(
      `${caller}: ${name} cannot run on another core, because it is not at the top level of a module; declare it there, ` +
        `${instead === "" ? "or " : ""}write it as a literal in the call of ${caller}${instead}`,
    );
  }
  return { reference, names: null, captures: [] };
}

/** How captured variables are called in errors. */
export function captureNames(names) {
  const places = [];
  for (const name of names ?? []) places.push(`captured variable '${name}'`);
  return places;
}

/** A copy of a value, as another core would get it; `what` names it in an error, or each of its elements. */
export function copyOf(value, what) {
  return unpack(callWith(ops.deliver, 0, 0, value, what));
}

/** The function as it is called in this isolate: one that has copies of what it captures. */
export function localForm(fn, caller) {
  const { names, captures } = portable(fn, caller);
  if (names === null) return fn;
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
