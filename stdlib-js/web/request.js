// Request: method, URL, headers and body of an HTTP request.
import { AbortController } from "./abort.js";
import { Body, extractBody } from "./body.js";
import { fromFlatHeaders, Headers } from "./headers.js";
import { inspect } from "./inspect.js";
import { URL } from "./url.js";

const upperCased = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]);
const forbidden = new Set(["CONNECT", "TRACE", "TRACK"]);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function normalMethod(method) {
  const text = `${method}`;
  const upper = text.toUpperCase();
  if (!token.test(text) || forbidden.has(upper)) throw new TypeError(`Request: ${inspect(text)} is not a method`);
  return upperCased.has(upper) ? upper : text;
}

const received = Symbol("received");

// A request that a server received; its parts are good, so nothing is parsed before it is asked for.
export const receivedRequest = (method, url, headers, body) => new Request(received, { method, url, headers, body });

export class Request extends Body {
  #method;
  #url;
  #headers;
  #signal;
  #flat;   // headers of a received request, until somebody looks

  constructor(input, init = undefined) {
    if (input === received) {
      super(init.body, () => this.headers.get("content-type"));
      this.#method = init.method;
      this.#url = init.url;
      this.#flat = init.headers;
      return;
    }
    const source = input instanceof Request ? input : undefined;
    const method = normalMethod(init?.method ?? source?.method ?? "GET");
    const [given, type] = init?.body === undefined || init.body === null ? [source?.takeBody() ?? null, null] : extractBody(init.body);
    if (given !== null && (method === "GET" || method === "HEAD")) throw new TypeError("Request with GET/HEAD method cannot have body.");
    super(given, () => this.#headers.get("content-type"));
    this.#method = method;
    this.#url = source?.url ?? new URL(input).href;
    this.#headers = new Headers(init?.headers ?? source?.headers);
    if (type !== null && !this.#headers.has("content-type")) this.#headers.set("content-type", type);
    this.#signal = init?.signal ?? source?.signal;
  }

  get method() { return this.#method; }
  get url() { return this.#url; }
  get headers() { return (this.#headers ??= fromFlatHeaders(this.#flat)); }
  get signal() { return (this.#signal ??= new AbortController().signal); }

  clone() {
    const { method, url, headers, signal } = this;
    return new Request(url, { method, headers, signal, body: this.copyBody() });
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Request]";
    const { method, url, headers, bodyUsed } = this;
    return `Request ${inspect({ method, url, headers, bodyUsed }, { ...options, depth: options.depth - 1 })}`;
  }
}

for (const key of ["method", "url", "headers", "signal", "clone"]) Object.defineProperty(Request.prototype, key, { enumerable: true });
Object.defineProperty(Request.prototype, Symbol.toStringTag, { value: "Request", configurable: true });
