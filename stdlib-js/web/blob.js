// Blob and File: bytes with a type, joined when they are made and never changed.
import { TextDecoder, TextEncoder } from "./encoding.js";
import { inspect } from "./inspect.js";
import { isAnyArrayBuffer } from "./kind.js";

const encoder = new TextEncoder();
const fromBytes = Symbol("fromBytes");
let bytesOf;

function normalType(type) {
  const text = `${type}`;
  return /[^\x20-\x7e]/.test(text) ? "" : text.toLowerCase();
}

function partBytes(part, endings) {
  if (isAnyArrayBuffer(part)) return new Uint8Array(part.slice(0));
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  if (part instanceof Blob) return bytesOf(part);
  const text = `${part}`;
  return encoder.encode(endings === "native" ? text.replace(/\r\n?|\n/g, "\n") : text);
}

export function concat(parts) {
  const result = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.byteLength;
  }
  return result;
}

export class Blob {
  #bytes;
  #type;

  static {
    bytesOf = (blob) => blob.#bytes;
  }

  constructor(parts = [], options = undefined) {
    if (parts === fromBytes) {
      this.#bytes = options.bytes;
    } else {
      if (typeof parts !== "object" || parts === null || typeof parts[Symbol.iterator] !== "function") {
        throw new TypeError("Blob: expected a sequence of parts");
      }
      this.#bytes = concat([...parts].map((part) => partBytes(part, options?.endings)));
    }
    this.#type = normalType(options?.type ?? "");
  }

  get size() { return this.#bytes.byteLength; }
  get type() { return this.#type; }

  slice(start = 0, end = this.size, type = "") {
    return new Blob(fromBytes, { bytes: this.#bytes.slice(start, end), type });
  }
  async text() { return new TextDecoder().decode(this.#bytes); }
  async arrayBuffer() { return this.#bytes.slice().buffer; }
  async bytes() { return this.#bytes.slice(); }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[Blob]";
    return `Blob ${inspect({ size: this.size, type: this.type }, { ...options, depth: options.depth - 1 })}`;
  }
}

export class File extends Blob {
  #name;
  #lastModified;

  constructor(parts, name, options = undefined) {
    if (arguments.length < 2) throw new TypeError("File: expected parts and a name");
    super(parts, options);
    this.#name = `${name}`;
    this.#lastModified = options?.lastModified === undefined ? Date.now() : Math.trunc(options.lastModified);
  }

  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[File]";
    const { size, type, name, lastModified } = this;
    return `File ${inspect({ size, type, name, lastModified }, { ...options, depth: options.depth - 1 })}`;
  }
}

// The bytes of a blob without a copy, for bodies of requests and responses.
export const blobBytes = (blob) => bytesOf(blob);

for (const [Class, keys] of [[Blob, ["size", "type", "slice", "text", "arrayBuffer", "bytes"]], [File, ["name", "lastModified"]]]) {
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
