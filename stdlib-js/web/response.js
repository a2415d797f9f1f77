// Response: status, headers and body of an HTTP response.
import { Body, extractBody } from "./body.js";
import { Headers } from "./headers.js";
import { inspect } from "./inspect.js";
import { URL } from "./url.js";

const withoutBody = new Set([101, 103, 204, 205, 304]);
const redirects = new Set([301, 302, 303, 307, 308]);

export class Response extends Body {
  #status;
  #statusText;
  #headers;

  constructor(body = null, init = undefined) {
    const status = init?.status ?? 200;
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new RangeError(`Response: expected a status from 200 to 599, got ${inspect(status)}`);
    }
    const [content, type] = extractBody(body);
    if (content !== null && withoutBody.has(status)) throw new TypeError(`Response: a response with status ${status} has no body`);
    super(content, () => this.#headers.get("content-type"));
    this.#status = status;
    this.#statusText = `${init?.statusText ?? ""}`;
    this.#headers = new Headers(init?.headers);
    if (type !== null && !this.#headers.has("content-type")) this.#headers.set("content-type", type);
  }

  static json(data, init = undefined) {
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError("Response.json: the value is not JSON serializable");
    const headers = new Headers(init?.headers);
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    return new Response(text, { ...init, headers });
  }

  static redirect(url, status = 302) {
    if (!redirects.has(status)) throw new RangeError(`Response.redirect: ${inspect(status)} is not a redirect status`);
    // A server's own paths are welcome too, though the standard wants a whole URL.
    const location = URL.canParse(url) ? new URL(url).href : `${url}`;
    return new Response(null, { status, headers: { location } });
  }

  static error() {
    throw new TypeError("Response.error: network errors are not available yet");
  }

  get status() { return this.#status; }
  get statusText() { return this.#statusText; }
  get ok() { return this.#status >= 200 && this.#status <= 299; }
  get headers() { return this.#headers; }

  clone() {
    const { status, statusText, headers } = this;
    return new Response(this.copyBody(), { status, statusText, headers });
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Response]";
    const { status, statusText, headers, bodyUsed } = this;
    return `Response ${inspect({ status, statusText, headers, bodyUsed }, { ...options, depth: options.depth - 1 })}`;
  }
}

for (const key of ["status", "statusText", "ok", "headers", "clone"]) Object.defineProperty(Response.prototype, key, { enumerable: true });
Object.defineProperty(Response.prototype, Symbol.toStringTag, { value: "Response", configurable: true });
