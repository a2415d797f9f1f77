// TextEncoder and TextDecoder. Encoding is UTF-8; the decoder knows every label of the Encoding standard. Whole
// inputs are decoded in one native call; a stream keeps a native decoder that holds the bytes of a split character.
import ops from "hz:internal/ops";
import { nested } from "hz:core/callbacks";
import { inspect } from "./inspect.js";

export class TextEncoder {
  get encoding() { return "utf-8"; }

  encode(input = "") {
    return ops.utf8Encode(String(input));
  }

  encodeInto(source, destination) {
    if (typeof source !== "string") throw new TypeError(`TextEncoder.encodeInto: expected a string, got ${inspect(source)}`);
    if (!(destination instanceof Uint8Array)) throw new TypeError("TextEncoder.encodeInto: expected a Uint8Array to write to");
    const [read, written] = ops.utf8EncodeInto(source, destination);
    return { read, written };
  }

  [inspect.custom](depth, options) {
    return `TextEncoder ${inspect({ encoding: this.encoding }, options)}`;
  }
}

function bytesOf(input) {
  if (input === undefined) return new Uint8Array();
  if (ArrayBuffer.isView(input)) return input;
  if (input instanceof ArrayBuffer || input instanceof SharedArrayBuffer) return new Uint8Array(input);
  const error = new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.');
  error.code = "ERR_INVALID_ARG_TYPE";
  throw error;
}

export class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #stream = 0;   // number of the native decoder of a stream under way; 0 is none

  constructor(label = "utf-8", options = undefined) {
    const encoding = ops.encodingName(String(label));
    if (encoding === null) {
      const error = new RangeError(`The "${label}" encoding is not supported`);
      error.code = "ERR_ENCODING_NOT_SUPPORTED";
      throw error;
    }
    this.#encoding = encoding;
    this.#fatal = Boolean(options?.fatal);
    this.#ignoreBOM = Boolean(options?.ignoreBOM);
  }

  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }

  decode(input = undefined, options = undefined) {
    const bytes = bytesOf(input);
    const isOpen = Boolean(options?.stream);
    if (!isOpen && this.#stream === 0) return this.#checked(ops.decodeText(this.#encoding, bytes, this.#fatal, this.#ignoreBOM));
    if (this.#stream === 0) {
      this.#stream = ops.openDecoder(this.#encoding, this.#fatal, this.#ignoreBOM);
      openDecoders.register(this, this.#stream, this);
    }
    const stream = this.#stream;
    if (!isOpen) this.#close();
    const text = ops.decodeChunk(stream, bytes, !isOpen);
    if (text === null) this.#close();
    return this.#checked(text);
  }

  #close() {
    this.#stream = 0;
    openDecoders.unregister(this);
  }

  #checked(text) {
    if (text !== null) return text;
    const error = new TypeError(`The encoded data was not valid for encoding ${this.#encoding}`);
    error.code = "ERR_ENCODING_INVALID_ENCODED_DATA";
    throw error;
  }
}

// A decoder that is dropped in the middle of its stream gives its native half back.
const openDecoders = new FinalizationRegistry(nested((stream) => ops.closeDecoder(stream)));

for (const [Class, keys] of [[TextEncoder, ["encoding", "encode", "encodeInto"]], [TextDecoder, ["encoding", "fatal", "ignoreBOM", "decode"]]]) {
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
