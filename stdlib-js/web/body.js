// What Request and Response share: a body that is read once. A body is one of
//
//   null                     there is none
//   a string, a Uint8Array   all of it, at hand
//   a source { next() }      chunks as they come: `next` gives a Uint8Array, or null at the end, and may block
//
// Names and results are those of the Fetch standard, so that the same code runs elsewhere.
import { Blob, blobBytes, concat } from "./blob.js";
import { TextDecoder, TextEncoder } from "./encoding.js";
import { URLSearchParams } from "./url.js";

const encoder = new TextEncoder();
const chunkError = (chunk) =>
  new TypeError(`a body's chunks must be strings or bytes, got ${chunk === null ? "null" : typeof chunk}`);

function toBytes(chunk) {
  if (typeof chunk === "string") return encoder.encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw chunkError(chunk);
}

// Chunks of anything that can be iterated: an array, a generator, a channel.
function fromIterable(iterable) {
  const iterator = iterable[Symbol.iterator]();
  return {
    isAsync: false,
    next() {
      const { value, done } = iterator.next();
      return done ? null : toBytes(value);
    },
    cancel() { iterator.return?.(); },
  };
}

function fromAsyncIterable(iterable) {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    isAsync: true,
    async next() {
      const { value, done } = await iterator.next();
      return done ? null : toBytes(value);
    },
    cancel() { iterator.return?.(); },
  };
}

// Body and content type of what a program passed.
export function extractBody(init) {
  if (init === undefined || init === null) return [null, null];
  if (typeof init === "string") return [init, "text/plain;charset=UTF-8"];
  if (init instanceof URLSearchParams) return [`${init}`, "application/x-www-form-urlencoded;charset=UTF-8"];
  if (init instanceof Blob) return [blobBytes(init), init.type === "" ? null : init.type];
  if (ArrayBuffer.isView(init) || init instanceof ArrayBuffer) return [toBytes(init).slice(), null];
  if (typeof init === "object" && typeof init[Symbol.asyncIterator] === "function") return [fromAsyncIterable(init), null];
  if (typeof init === "object" && typeof init[Symbol.iterator] === "function") return [fromIterable(init), null];
  return [`${init}`, "text/plain;charset=UTF-8"];
}

const isAtHand = (body) => typeof body === "string" || body instanceof Uint8Array;

export class Body {
  #body;
  #used = false;
  #type;

  constructor(body, contentType) {
    this.#body = body;
    this.#type = contentType;
  }

  get bodyUsed() { return this.#used; }

  // Takes the body out, to be read by whoever asked.
  takeBody() {
    if (this.#used) throw new TypeError("Body is unusable: it has been read already");
    if (this.#body !== null) this.#used = true;
    return this.#body;
  }

  // A second body with the same content; only one at hand can be copied.
  copyBody() {
    if (this.#used) throw new TypeError("Body is unusable: it has been read already");
    if (this.#body !== null && !isAtHand(this.#body)) {
      throw new TypeError("a body that streams cannot be copied; read it once and make two bodies of it");
    }
    return this.#body;
  }

  async bytes() {
    const body = this.takeBody();
    if (body === null) return new Uint8Array();
    if (isAtHand(body)) return toBytes(body);
    const chunks = [];
    for (;;) {
      const chunk = body.isAsync ? await body.next() : body.next();
      if (chunk === null) break;
      chunks.push(chunk);
    }
    return chunks.length === 1 ? chunks[0] : concat(chunks);
  }
  async arrayBuffer() {
    const bytes = await this.bytes();
    return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  }
  async text() {
    if (typeof this.#body === "string") return this.takeBody();
    return new TextDecoder().decode(await this.bytes());
  }
  async json() { return JSON.parse(await this.text()); }
  async blob() { return new Blob([await this.bytes()], { type: this.#type() ?? "" }); }

  // Chunks as they come, for bodies that are too large to hold.
  async *[Symbol.asyncIterator]() {
    const body = this.takeBody();
    if (body === null) return;
    if (isAtHand(body)) {
      yield toBytes(body);
      return;
    }
    for (;;) {
      const chunk = body.isAsync ? await body.next() : body.next();
      if (chunk === null) return;
      yield chunk;
    }
  }
}
