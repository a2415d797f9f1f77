// Headers (Fetch standard): names are compared without case, kept in lower case and iterated in order; several values
// of a name are joined by ", ", but for `set-cookie`, whose values stay apart.
import { inspect } from "./inspect.js";

const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const badValue = /[\0\r\n]|[^\x00-\xff]/;
const entriesOf = Symbol("entriesOf");

function normalName(name) {
  const text = `${name}`;
  if (!namePattern.test(text)) throw new TypeError(`Headers: ${inspect(text)} is not a valid header name`);
  return text.toLowerCase();
}

function normalValue(name, value) {
  const text = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  if (badValue.test(text)) throw new TypeError(`Headers: ${inspect(text)} is not a valid value of ${name}`);
  return text;
}

let fill;

export class Headers {
  #map = new Map();        // name -> joined value
  #cookies = [];           // values of set-cookie

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init !== "object" && typeof init !== "function") throw new TypeError("Headers: expected an object, a list of pairs or Headers");
    if (typeof init[Symbol.iterator] !== "function") {
      for (const key of Reflect.ownKeys(init)) {
        if (Object.getOwnPropertyDescriptor(init, key)?.enumerable) this.append(key, init[key]);
      }
      return;
    }
    for (const pair of init) {
      const items = [...pair];
      if (items.length !== 2) throw new TypeError("Headers: each item must be a pair of name and value");
      this.append(items[0], items[1]);
    }
  }

  append(name, value) {
    name = normalName(name);
    value = normalValue(name, value);
    if (name === "set-cookie") {
      this.#cookies.push(value);
      return;
    }
    const known = this.#map.get(name);
    this.#map.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  set(name, value) {
    name = normalName(name);
    value = normalValue(name, value);
    if (name === "set-cookie") this.#cookies = [value];
    else this.#map.set(name, value);
  }
  get(name) {
    name = normalName(name);
    if (name === "set-cookie") return this.#cookies.length === 0 ? null : this.#cookies.join(", ");
    return this.#map.get(name) ?? null;
  }
  has(name) {
    name = normalName(name);
    return name === "set-cookie" ? this.#cookies.length > 0 : this.#map.has(name);
  }
  delete(name) {
    name = normalName(name);
    if (name === "set-cookie") this.#cookies = [];
    else this.#map.delete(name);
  }
  getSetCookie() { return [...this.#cookies]; }

  forEach(callback, thisArg = undefined) {
    if (typeof callback !== "function") throw new TypeError("Headers.forEach: expected a function");
    for (const [name, value] of this[entriesOf]()) callback.call(thisArg, value, name, this);
  }
  entries() { return this[entriesOf]()[Symbol.iterator](); }
  keys() { return this[entriesOf]().map(([name]) => name)[Symbol.iterator](); }
  values() { return this[entriesOf]().map(([, value]) => value)[Symbol.iterator](); }
  [Symbol.iterator]() { return this.entries(); }

  static {
    fill = (headers, flat) => {
      for (let i = 0; i < flat.length; i += 2) {
        const [name, value] = [flat[i], flat[i + 1]];
        const known = headers.#map.get(name);
        if (name === "set-cookie") headers.#cookies.push(value);
        else headers.#map.set(name, known === undefined ? value : `${known}, ${value}`);
      }
      return headers;
    };
  }

  // In order of names, as the standard wants; a server writes them out in this order too.
  [entriesOf]() {
    const entries = [...this.#map];
    for (const cookie of this.#cookies) entries.push(["set-cookie", cookie]);
    return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Headers]";
    return `Headers ${inspect(Object.fromEntries(this), { ...options, depth: options.depth - 1 })}`;
  }
}

// The pairs of `headers` as one flat list, which is what the native server takes.
export function flatHeaders(headers) {
  return headers[entriesOf]().flat();
}

// Headers of such a list, whose names and values are known to be good and in lower case.
export const fromFlatHeaders = (flat) => fill(new Headers(), flat);

for (const key of ["append", "set", "get", "has", "delete", "getSetCookie", "forEach", "entries", "keys", "values"]) {
  Object.defineProperty(Headers.prototype, key, { enumerable: true });
}
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: "Headers", configurable: true });
