// "hz:http": a web server whose handlers run in green threads. Request, Response and Headers are those of the Fetch
// standard.
//
//     const server = serve({ port: 8000 }, (request) => {
//       sleep(100);                                    // blocks this request's thread only
//       return new Response(`you asked for ${request.url}\n`);
//     });

export interface ServeOptions {
  /** 0.0.0.0 when not given. */
  hostname?: string;
  /** 8000 when not given; 0 takes a free one. */
  port?: number;
  /**
   * On how many cores requests are handled; 1 when not given. With more, the handler runs in isolates of its own, so it
   * must be a function at the top level of a module, as for `go`.
   */
  cores?: number;
  /** A larger body is answered with 413; 16 MiB when not given. */
  maxBodyBytes?: number;
  /** Connections at once; further ones wait. 10 000 when not given. */
  maxConnections?: number;
  /** Requests that wait for a thread; further ones wait on their connections. 1024 when not given. */
  maxWaiting?: number;
}

export interface Info {
  /** Address and port of the client. */
  remoteAddress: string;
}

/**
 * Answers a request. It may block, and it may be async. What it throws becomes a response with status 500 and a report
 * on stderr; the server goes on. The body of a Response may be text, bytes, a Blob, URLSearchParams, or anything that can
 * be iterated (a generator, a channel): its items are sent as they come, no faster than the client takes them.
 */
export type Handler = (request: Request, info: Info) => Response | Promise<Response>;

export interface Server {
  /** Where it listens. */
  readonly hostname: string;
  readonly port: number;
  /** A URL that reaches it from this machine. */
  readonly url: string;
  /**
   * Takes no more connections, lets the requests under way end, and blocks until they have, at most `timeoutMs` (10 s
   * when not given). True when all were answered in time.
   */
  close(options?: { timeoutMs?: number }): boolean;
  /** Blocks until the server is closed. */
  join(): void;
}

/** Opens the port and answers requests, each in a green thread of its own. Blocks until the port is open. */
export function serve(options: ServeOptions, handler: Handler): Server;
export function serve(handler: Handler): Server;

export { Headers, Request, Response };
