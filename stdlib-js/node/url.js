// node:url: the web's classes, file URLs, and the older `parse`, `format` and `resolve`.
import { URL, URLSearchParams } from "../web/url.js";
import { checkString, coded, invalidType } from "./internal/errors.js";
import { resolve as resolvePath } from "./path.js";
import querystring from "./querystring.js";

export { URL, URLSearchParams };

export function fileURLToPath(url) {
  if (typeof url === "string") url = new URL(url);
  else if (!(url instanceof URL) && typeof url?.href !== "string") throw invalidType("path", ["string", "URL"], url);
  if (url.protocol !== "file:") throw coded(TypeError, "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  if (url.hostname !== "") {
    throw coded(TypeError, "ERR_INVALID_FILE_URL_HOST", `File URL host must be "localhost" or empty on ${globalThis.process.platform}`);
  }
  if (/%2f/i.test(url.pathname)) throw coded(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters");
  return decodeURIComponent(url.pathname);
}

const pathEscapes = { "%": "%25", "\\": "%5C", "\n": "%0A", "\r": "%0D", "\t": "%09", "?": "%3F", "#": "%23" };

export function pathToFileURL(path) {
  checkString("path", path);
  let resolved = resolvePath(path);
  if (path.endsWith("/") && !resolved.endsWith("/")) resolved += "/";
  return new URL(`file://${resolved.replace(/[%\\\n\r\t?#]/g, (char) => pathEscapes[char])}`);
}

export function urlToHttpOptions(url) {
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  const options = { protocol, hostname: hostname.startsWith("[") ? hostname.slice(1, -1) : hostname, hash, search, pathname, path: `${pathname}${search}`, href };
  if (port !== "") options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

export function domainToASCII(domain) {
  return URL.parse(`ws://${domain}`)?.hostname ?? "";
}
export const domainToUnicode = domainToASCII;

export function Url() {
  Object.assign(this, {
    protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null, hash: null, search: null, query: null,
    pathname: null, path: null, href: null,
  });
}

const slashed = new Set(["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"]);

export function parse(input, parseQuery = false, slashesDenoteHost = false) {
  if (input instanceof Url) return input;
  checkString("url", input);
  const url = new Url();
  let rest = input.trim().replaceAll("\\", "/");
  const hashAt = rest.indexOf("#");
  if (hashAt !== -1) [rest, url.hash] = [rest.slice(0, hashAt), rest.slice(hashAt)];
  const queryAt = rest.indexOf("?");
  if (queryAt !== -1) [rest, url.search] = [rest.slice(0, queryAt), rest.slice(queryAt)];
  if (url.search !== null) url.query = parseQuery ? querystring.parse(url.search.slice(1)) : url.search.slice(1);
  else if (parseQuery) [url.search, url.query] = [null, Object.create(null)];
  const scheme = /^([a-z0-9.+-]+:)/i.exec(rest);
  if (scheme !== null) {
    url.protocol = scheme[1].toLowerCase();
    rest = rest.slice(scheme[1].length);
  }
  if ((scheme !== null || slashesDenoteHost || /^\/\/[^@/]+@[^@/]+/.test(rest)) && rest.startsWith("//") && url.protocol !== "javascript:") {
    url.slashes = true;
    const end = rest.indexOf("/", 2);
    parseAuthority(url, rest.slice(2, end === -1 ? undefined : end));
    rest = end === -1 ? "" : rest.slice(end);
  }
  url.pathname = rest === "" ? (slashed.has(url.protocol) && url.hostname ? "/" : null) : rest.replaceAll(" ", "%20");
  if (url.pathname !== null || url.search !== null) url.path = `${url.pathname ?? ""}${url.search ?? ""}`;
  url.href = url.format();
  return url;
}

function parseAuthority(url, authority) {
  const at = authority.lastIndexOf("@");
  if (at !== -1) url.auth = decodeURIComponent(authority.slice(0, at));
  const host = authority.slice(at + 1);
  const port = /:(\d*)$/.exec(host);
  url.hostname = (port === null ? host : host.slice(0, port.index)).toLowerCase();
  if (port !== null && port[1] !== "") url.port = port[1];
  url.host = url.port === null ? url.hostname : `${url.hostname}:${url.port}`;
  if (url.hostname.startsWith("[")) url.hostname = url.hostname.slice(1, -1);
}

Url.prototype.parse = function (input, parseQuery, slashesDenoteHost) {
  return Object.assign(this, parse(input, parseQuery, slashesDenoteHost));
};

Url.prototype.format = function () {
  const auth = this.auth ? `${encodeURIComponent(this.auth).replace(/%3A/i, ":")}@` : "";
  let protocol = this.protocol ?? "";
  if (protocol !== "" && !protocol.endsWith(":")) protocol += ":";
  let host = "";
  if (this.host) host = auth + this.host;
  else if (this.hostname) host = auth + (this.hostname.includes(":") ? `[${this.hostname}]` : this.hostname) + (this.port ? `:${this.port}` : "");
  let query = "";
  if (this.query !== null && typeof this.query === "object") query = querystring.stringify(this.query);
  let search = this.search || (query === "" ? "" : `?${query}`);
  if (search !== "" && !search.startsWith("?")) search = `?${search}`;
  let hash = this.hash ?? "";
  if (hash !== "" && !hash.startsWith("#")) hash = `#${hash}`;
  let pathname = this.pathname ?? "";
  if (this.slashes || ((protocol === "" || slashed.has(protocol)) && host !== "")) {
    host = `//${host}`;
    if (pathname !== "" && !pathname.startsWith("/")) pathname = `/${pathname}`;
  }
  return protocol + host + pathname.replace(/[?#]/g, encodeURIComponent) + search.replaceAll("#", "%23") + hash;
};

Url.prototype.resolve = function (relative) {
  return resolve(this.href, relative);
};
Url.prototype.resolveObject = function (relative) {
  return parse(resolve(this.href, relative));
};

export function format(url, options = undefined) {
  if (typeof url === "string") return parse(url).format();
  if (url instanceof URL) {
    const copy = new URL(url.href);
    if (options?.fragment === false) copy.hash = "";
    if (options?.search === false) copy.search = "";
    if (options?.auth === false) [copy.username, copy.password] = ["", ""];
    return copy.href;
  }
  if (url === null || typeof url !== "object") throw invalidType("urlObject", ["Object", "string"], url);
  return Url.prototype.format.call(url);
}

export function resolve(from, to) {
  // A base that no reference can reach stands in for a relative `from`.
  const base = new URL("resolve://");
  const resolved = new URL(to, new URL(from, base));
  if (resolved.protocol === "resolve:") return `${resolved.pathname}${resolved.search}${resolved.hash}`;
  return resolved.href;
}
export const resolveObject = (from, to) => parse(resolve(from, to));

export default {
  domainToASCII, domainToUnicode, fileURLToPath, format, parse, pathToFileURL, resolve, resolveObject, Url, URL,
  URLSearchParams, urlToHttpOptions,
};
