// Functions and classes that every isolate can find: those at the top level of modules, known by module and index.
//
// Each module registers its table when it starts (hz$g). The table's order is that of the source, so module and index
// mean the same on every core, whether the module runs there as the program or only with its declarations.

import ops from "hz:internal/ops";

/** Module url to its table: `{ url, names, values }`. */
const modules = new Map();
/** Function or class to its reference: `{ url, index, member }`. */
const references = new WeakMap();
/** Classes whose static methods have not been looked through yet. */
let unseen = [];

/** `hz$g(url, names, values)`: what the module's top level declares. Called again when more is initialised. */
export function register(url, names, values) {
  modules.set(url, { url, names, values });
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value !== "function" || references.has(value)) continue;
    references.set(value, { url, index, member: "" });
    unseen.push(value);
  }
}

/** The reference of a function or class, or undefined when other isolates cannot find it. */
export function referenceOf(value) {
  const known = references.get(value);
  if (known !== undefined || unseen.length === 0) return known;
  // Methods are looked for only when something unknown is asked for: few programs start one elsewhere.
  for (const owner of unseen) registerMethods(owner);
  unseen = [];
  return references.get(value);
}

function registerMethods(owner) {
  const { url, index } = references.get(owner);
  for (const [prefix, holder] of [["", owner], ["prototype.", owner.prototype]]) {
    if (holder === null || holder === undefined) continue;
    for (const key of Object.getOwnPropertyNames(holder)) {
      const method = Object.getOwnPropertyDescriptor(holder, key).value;
      if (key === "constructor" || typeof method !== "function" || references.has(method)) continue;
      references.set(method, { url, index, member: prefix + key });
    }
  }
}

/** The function or class that a reference means; its module's declarations are loaded when they are not there yet. */
export function resolve(url, index, member) {
  if (!modules.has(url)) ops.load(url);
  const table = modules.get(url);
  const value = table === undefined ? undefined : table.values[index];
  if (typeof value !== "function") {
    const name = table === undefined ? `function ${index}` : table.names[index];
    throw new ReferenceError(`'${name}' of ${url} is not initialised on core ${ops.isolate}`);
  }
  if (member === "") return value;
  const onPrototype = member.startsWith("prototype.");
  return onPrototype ? value.prototype[member.slice(10)] : value[member];
}
