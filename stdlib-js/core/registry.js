// Functions and classes that every isolate can find: those at the top level of modules, known by module and index.
//
// Each module registers a table when it starts (hz$g): their names, and a function that gives the one of an index.
// They are asked for only when needed, so that registering costs nothing and classes may still be uninitialised.
// The table's order is that of the source, so module and index mean the same on every core, whether the module runs
// there as part of the program or only with its declarations.

import ops from "hz:internal/ops";
import { newMap, newWeakMap } from "hz:core/abstract";
import * as errors from "hz:core/errors";
import { pinnedCall } from "hz:core/pinned";

/** Module url to its table: `{ url, names, get }`. */
const modules = newMap();
/** Function or class to its reference: `{ url, index, member }`. */
const references = newWeakMap();
/** What has not been looked at yet: `{ url, index, get }`. Shrinks to what is never initialised. */
let unseen = [];

/** `hz$g(url, names, get)`: what the top level of a module declares. */
export function register(url, names, get) {
  modules.set(url, { url, names, get });
  for (let index = 0; index < names.length; index++) unseen.push({ url, index, get });
}

/** The reference of a function or class, or undefined when other isolates cannot find it. */
export function referenceOf(value) {
  const known = references.get(value);
  if (known !== undefined || unseen.length === 0) return known;
  const left = [];
  for (const entry of unseen) {
    if (!look(entry)) left.push(entry);
  }
  unseen = left;
  return references.get(value);
}

// Learns what an entry is; false while it is not initialised.
function look({ url, index, get }) {
  let value;
  try {
    value = pinnedCall(get(index));
  } catch {
    return false;
  }
  if (typeof value !== "function" || references.has(value)) return true;
  references.set(value, { url, index, member: "" });
  learnMethods(value, "", url, index);
  const { prototype } = value;
  if (typeof prototype === "object" && prototype !== null) learnMethods(prototype, "prototype.", url, index);
  return true;
}

function learnMethods(holder, prefix, url, index) {
  for (const key of Object.getOwnPropertyNames(holder)) {
    const method = Object.getOwnPropertyDescriptor(holder, key).value;
    if (key === "constructor" || key === "prototype" || typeof method !== "function" || references.has(method)) continue;
    references.set(method, { url, index, member: prefix + key });
  }
}

/** Whether a module is here, as part of the program or with its declarations. */
export function hasModule(url) {
  return modules.has(url);
}

/** The function or class that a reference means; its module's declarations are loaded when they are not there yet. */
export function resolve(url, index, member) {
  if (!modules.has(url)) ops.load(url);
  const table = modules.get(url);
  if (table === undefined) throw new ReferenceError(`${url} has no functions that could run on core ${ops.isolate}`);
  const value = pinnedCall(table.get(index));
  if (typeof value !== "function") {
    throw new ReferenceError(`'${table.names[index]}' of ${url} is not a function on core ${ops.isolate}`);
  }
  if (member === "") return value;
  return member.startsWith("prototype.") ? value.prototype[member.slice(10)] : value[member];
}

// The core's own classes that travel.
const own = Object.values(errors);
register("hz:core/errors", Object.keys(errors), (index) => own[index]);
