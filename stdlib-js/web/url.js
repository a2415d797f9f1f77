// URL and URLSearchParams (URL standard). Parsing and the setters' rules are native; a URL holds its components as
// the parser gave them. `searchParams` is a live view: a change on either side shows on the other.
import ops from "hz:internal/ops";
import { nested } from "hz:core/callbacks";
import { inspect } from "./inspect.js";

// Places in the array that `ops.parseUrl` gives.
const HREF = 0, ORIGIN = 1, PROTOCOL = 2, USERNAME = 3, PASSWORD = 4, HOST = 5, HOSTNAME = 6, PORT = 7, PATHNAME = 8,
  SEARCH = 9, HASH = 10;

const attach = Symbol("attach");
const refill = Symbol("refill");

function invalid(input, base) {
  const error = new TypeError("Invalid URL");
  error.code = "ERR_INVALID_URL";
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

export class URL {
  #parts;
  #params;

  constructor(url, base = undefined) {
    if (arguments.length === 0) throw new TypeError('The "url" argument must be specified');
    const input = `${url}`;
    if (base !== undefined) base = `${base}`;
    const parts = ops.parseUrl(input, base);
    if (parts === null) throw invalid(input, base);
    this.#parts = parts;
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw new TypeError('The "url" argument must be specified');
    return ops.parseUrl(`${url}`, base === undefined ? undefined : `${base}`) !== null;
  }

  static parse(url, base = undefined) {
    try {
      return new URL(url, base);
    } catch (error) {
      if (error?.code === "ERR_INVALID_URL") return null;
      throw error;
    }
  }

  get href() { return this.#parts[HREF]; }
  set href(value) {
    const parts = ops.parseUrl(`${value}`, undefined);
    if (parts === null) throw invalid(`${value}`);
    this.#parts = parts;
    this.#params?.[refill](parts[SEARCH]);
  }
  get origin() { return this.#parts[ORIGIN]; }
  get protocol() { return this.#parts[PROTOCOL]; }
  set protocol(value) { this.#set(PROTOCOL, value); }
  get username() { return this.#parts[USERNAME]; }
  set username(value) { this.#set(USERNAME, value); }
  get password() { return this.#parts[PASSWORD]; }
  set password(value) { this.#set(PASSWORD, value); }
  get host() { return this.#parts[HOST]; }
  set host(value) { this.#set(HOST, value); }
  get hostname() { return this.#parts[HOSTNAME]; }
  set hostname(value) { this.#set(HOSTNAME, value); }
  get port() { return this.#parts[PORT]; }
  set port(value) { this.#set(PORT, value); }
  get pathname() { return this.#parts[PATHNAME]; }
  set pathname(value) { this.#set(PATHNAME, value); }
  get search() { return this.#parts[SEARCH]; }
  set search(value) {
    this.#set(SEARCH, value);
    this.#params?.[refill](this.#parts[SEARCH]);
  }
  get searchParams() {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams(this.#parts[SEARCH]);
      this.#params[attach]((text) => this.#set(SEARCH, text));
    }
    return this.#params;
  }
  get hash() { return this.#parts[HASH]; }
  set hash(value) { this.#set(HASH, value); }

  // An invalid value leaves the URL as it was, as the standard wants of every setter but `href`.
  #set(component, value) {
    this.#parts = ops.setUrlComponent(this.#parts[HREF], component, `${value}`);
  }

  toString() { return this.#parts[HREF]; }
  toJSON() { return this.#parts[HREF]; }

  [inspect.custom](depth, options) {
    if (depth < 0) return `[${this.constructor.name}]`;
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
    const shown = { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
    return `${this.constructor.name} ${inspect(shown, options)}`;
  }
}

function decodePart(text) {
  text = text.replaceAll("+", " ");
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    const bytes = [];
    const source = ops.utf8Encode(text);
    for (let i = 0; i < source.length; i++) {
      const pair = source[i] === 0x25 ? String.fromCharCode(source[i + 1] ?? 0, source[i + 2] ?? 0) : "";
      if (/^[0-9a-fA-F]{2}$/.test(pair)) {
        bytes.push(parseInt(pair, 16));
        i += 2;
      } else {
        bytes.push(source[i]);
      }
    }
    return ops.decodeText("utf-8", new Uint8Array(bytes), false, true);
  }
}

const encodePart = (text) =>
  encodeURIComponent(text).replace(/%20|[!'()~]/g, (found) => (found === "%20" ? "+" : `%${found.charCodeAt(0).toString(16).toUpperCase()}`));

function parseQuery(text) {
  const list = [];
  for (const part of text.split("&")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    list.push(at === -1 ? [decodePart(part), ""] : [decodePart(part.slice(0, at)), decodePart(part.slice(at + 1))]);
  }
  return list;
}

function pairsFrom(init) {
  const iterate = init[Symbol.iterator];
  if (iterate === undefined || iterate === null) {
    return Reflect.ownKeys(init)
      .filter((key) => Object.prototype.propertyIsEnumerable.call(init, key))
      .map((key) => [`${key}`.toWellFormed(), `${init[key]}`.toWellFormed()]);
  }
  const list = [];
  for (const pair of init) {
    if (pair === null || (typeof pair !== "object" && typeof pair !== "function") || typeof pair[Symbol.iterator] !== "function") {
      throw tupleError();
    }
    const items = [...pair];
    if (items.length !== 2) throw tupleError();
    list.push([`${items[0]}`.toWellFormed(), `${items[1]}`.toWellFormed()]);
  }
  return list;
}

function tupleError() {
  const error = new TypeError("Each query pair must be an iterable [name, value] tuple");
  error.code = "ERR_INVALID_TUPLE";
  return error;
}

export class URLSearchParams {
  #list = [];
  #changed = undefined;   // tells the URL that this is a view of

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init === "object" || typeof init === "function") {
      this.#list = pairsFrom(init);
    } else {
      const text = `${init}`.toWellFormed();
      this.#list = parseQuery(text[0] === "?" ? text.slice(1) : text);
    }
  }

  [attach](changed) { this.#changed = changed; }
  [refill](search) { this.#list = parseQuery(search.slice(1)); }
  #update() { this.#changed?.(this.toString()); }

  get size() { return this.#list.length; }

  append(name, value) {
    this.#list.push([text(name), text(value)]);
    this.#update();
  }
  delete(name, value = undefined) {
    name = text(name);
    if (value !== undefined) value = text(value);
    this.#list = this.#list.filter((pair) => pair[0] !== name || (value !== undefined && pair[1] !== value));
    this.#update();
  }
  get(name) {
    name = text(name);
    return this.#list.find((pair) => pair[0] === name)?.[1] ?? null;
  }
  getAll(name) {
    name = text(name);
    return this.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  }
  has(name, value = undefined) {
    name = text(name);
    if (value !== undefined) value = text(value);
    return this.#list.some((pair) => pair[0] === name && (value === undefined || pair[1] === value));
  }
  set(name, value) {
    name = text(name);
    value = text(value);
    const first = this.#list.findIndex((pair) => pair[0] === name);
    if (first === -1) {
      this.#list.push([name, value]);
    } else {
      this.#list = this.#list.filter((pair, index) => index <= first || pair[0] !== name);
      this.#list[first][1] = value;
    }
    this.#update();
  }
  sort() {
    this.#list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#update();
  }
  forEach(callback, thisArg = undefined) {
    if (typeof callback !== "function") throw new TypeError('The "callback" argument must be of type function.');
    for (let i = 0; i < this.#list.length; i++) callback.call(thisArg, this.#list[i][1], this.#list[i][0], this);
  }
  entries() { return new ParamsIterator(permission, () => this.#list, (pair) => [pair[0], pair[1]]); }
  keys() { return new ParamsIterator(permission, () => this.#list, (pair) => pair[0]); }
  values() { return new ParamsIterator(permission, () => this.#list, (pair) => pair[1]); }

  toString() {
    let result = "";
    for (const [name, value] of this.#list) result += `${result === "" ? "" : "&"}${encodePart(name)}=${encodePart(value)}`;
    return result;
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Object]";
    if (this.#list.length === 0) return "URLSearchParams {}";
    const items = this.#list.map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
    const line = items.join(", ");
    return line.length > 70 ? `URLSearchParams {\n  ${items.join(",\n  ")} }` : `URLSearchParams { ${line} }`;
  }
}

const text = (value) => `${value}`.toWellFormed();
const permission = Symbol("permission");

// Walks the list as it is at each step, so that changes under way are seen, as the standard wants.
class ParamsIterator {
  #list;
  #pick;
  #index = 0;

  constructor(allowed, list, pick) {
    if (allowed !== permission) throw new TypeError("Illegal constructor");
    this.#list = list;
    this.#pick = pick;
  }
  next() {
    const list = this.#list();
    if (this.#index >= list.length) return { value: undefined, done: true };
    return { value: this.#pick(list[this.#index++]), done: false };
  }
}
Object.setPrototypeOf(ParamsIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([].values())));
Object.defineProperty(ParamsIterator.prototype, Symbol.toStringTag, { value: "URLSearchParams Iterator", configurable: true });
delete ParamsIterator.prototype.constructor;

// One function under two names, as the standard wants; native code that iterates calls it (`new Map(params)`).
const entries = Object.defineProperty(nested(URLSearchParams.prototype.entries), "name", { value: "entries" });
for (const key of ["entries", Symbol.iterator]) {
  Object.defineProperty(URLSearchParams.prototype, key, { value: entries, writable: true, configurable: true });
}
for (const [Class, keys] of [
  [URL, ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search",
    "searchParams", "hash", "toString", "toJSON"]],
  [URLSearchParams, ["append", "delete", "get", "getAll", "has", "set", "sort", "forEach", "entries", "keys", "values",
    "size", "toString"]],
]) {
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
