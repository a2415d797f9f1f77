// "hz:http": a web server whose handlers run in green threads. Types and documentation: http.d.ts.
//
// Threads of the server: one that accepts (on each core that serves), and one for each request. What a handler throws
// becomes a 500 and a report on stderr; it never ends the server.
import ops from "hz:internal/ops";
import { block, promised } from "hz:core/operation";
import { go, goLocal, wait } from "hz:core/task";
import { inspect } from "./web/inspect.js";
import { flatHeaders } from "./web/headers.js";
import { receivedRequest, Request } from "./web/request.js";
import { Response } from "./web/response.js";
import { Headers } from "./web/headers.js";

export { Headers, Request, Response };

const defaults = {
  hostname: "0.0.0.0",
  port: 8000,
  cores: 1,
  maxBodyBytes: 16 * 1024 * 1024,
  maxConnections: 10_000,
  maxWaiting: 1024,
};

/** Starts a server: `handler(request, info)` gives a Response (or a promise of one). Blocks until the port is open. */
export function serve(options, handler = undefined) {
  if (typeof options === "function") [options, handler] = [handler ?? {}, options];
  handler ??= options.handler ?? options.fetch;
  if (typeof handler !== "function") throw new TypeError(`serve: expected a function that handles requests, got ${inspect(handler, { depth: 0 })}`);
  const settings = { ...defaults, ...options };
  check(settings);
  const { hostname, port, maxConnections, maxWaiting, maxBodyBytes } = settings;
  const [id, address, bound] = block((op) => ops.httpListen(op, hostname, port, maxConnections, maxWaiting), `listen on port ${port}`);
  const acceptors = [goLocal(acceptFrom, id, maxBodyBytes, handler)];
  for (let core = 0, more = settings.cores - 1; more > 0; core++) {
    if (core === ops.isolate) continue;
    acceptors.push(go.on(core, acceptFrom, id, maxBodyBytes, handler));
    more--;
  }
  return new Server(id, address, bound, acceptors);
}

function check({ port, cores, maxBodyBytes, maxConnections, maxWaiting }) {
  const whole = { port, cores, maxBodyBytes, maxConnections, maxWaiting };
  const limits = { port: [0, 65535], cores: [1, ops.cores], maxBodyBytes: [0, 2 ** 32], maxConnections: [1, 1_000_000], maxWaiting: [1, 1_000_000] };
  for (const [name, value] of Object.entries(whole)) {
    const [low, high] = limits[name];
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new RangeError(`serve: ${name}: expected a whole number from ${low} to ${high}, got ${inspect(value)}`);
    }
  }
}

class Server {
  #id;
  #acceptors;
  #closing = undefined;

  constructor(id, hostname, port, acceptors) {
    this.#id = id;
    this.#acceptors = acceptors;
    this.hostname = hostname;
    this.port = port;
  }

  /** Where the server listens, as a URL that reaches it from this machine. */
  get url() {
    const host = this.hostname === "0.0.0.0" ? "127.0.0.1" : this.hostname === "::" ? "[::1]" : this.hostname.includes(":") ? `[${this.hostname}]` : this.hostname;
    return `http://${host}:${this.port}/`;
  }

  /** Takes no more requests and waits for those under way, at most `timeoutMs`; true when all were answered. */
  close({ timeoutMs = 10_000 } = {}) {
    this.#closing ??= promised((op) => ops.httpShutdown(op, this.#id, timeoutMs));
    return wait(this.#closing);
  }

  /** Blocks until the server is closed. */
  join() {
    for (const acceptor of this.#acceptors) acceptor.join();
  }

  [inspect.custom](depth, options) {
    return `Server ${inspect({ url: this.url }, options)}`;
  }
}

// Takes requests and starts a thread for each. It is at the top level so that it can start on any core.
function acceptFrom(server, maxBodyBytes, handler) {
  for (;;) {
    const batch = block((op) => ops.httpAccept(op, server, maxBodyBytes), "a request");
    if (batch === null) return;
    for (const arrived of batch) goLocal(answer, arrived, handler);
  }
}

function answer([exchange, method, target, headers, hasBody, peer], handler) {
  let response;
  try {
    const request = receivedRequest(method, urlOf(target, headers), headers, hasBody ? bodyOf(exchange) : null);
    response = handler(request, { remoteAddress: peer });
    if (typeof response?.then === "function") response = wait(response);
    if (!(response instanceof Response)) throw new TypeError(`the handler must give a Response, got ${inspect(response, { depth: 0 })}`);
    send(exchange, response);
  } catch (error) {
    failed(exchange, `${method} ${target}`, error);
  }
}

function urlOf(target, headers) {
  if (!target.startsWith("/")) return target;
  const at = headers.indexOf("host");
  return `http://${at === -1 ? "localhost" : headers[at + 1]}${target}`;
}

const bodyOf = (exchange) => ({
  isAsync: false,
  next: () => block((op) => ops.httpReadBody(op, exchange), "a request's body"),
});

function send(exchange, response) {
  const body = response.takeBody();
  const headers = flatHeaders(response.headers);
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    ops.httpRespond(exchange, response.status, headers, body);
    return;
  }
  ops.httpStream(exchange, response.status, headers);
  try {
    for (;;) {
      const chunk = body.isAsync ? wait(body.next()) : body.next();
      if (chunk === null) break;
      // False: the client has gone, and nobody wants the rest.
      if (!block((op) => ops.httpWrite(op, exchange, chunk), "a slow client")) {
        body.cancel?.();
        break;
      }
    }
  } finally {
    block((op) => ops.httpWrite(op, exchange, null), "a slow client");
  }
}

function failed(exchange, what, error) {
  const tooLarge = error?.code === "ERR_BODY_TOO_LARGE";
  if (!tooLarge) ops.print(2, `hz:http: ${what}: ${inspect(error)}\n`);
  const [status, text] = tooLarge ? [413, "Content Too Large\n"] : [500, "Internal Server Error\n"];
  try {
    ops.httpRespond(exchange, status, ["content-type", "text/plain;charset=UTF-8"], text);
  } catch {
    // The answer had begun, or the client has gone: there is nobody to tell.
  }
}
