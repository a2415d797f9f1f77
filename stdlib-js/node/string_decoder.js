// node:string_decoder: text from chunks of bytes that may cut characters.
import { Buffer } from "./buffer.js";
import { checkEncoding, decode } from "./internal/buffer_encodings.js";
import { invalidType } from "./internal/errors.js";

// How many bytes at the end of `bytes` begin a character that is not complete.
function incomplete(bytes, encoding) {
  const length = bytes.length;
  switch (encoding) {
    case "utf8": {
      for (let back = 1; back <= Math.min(3, length); back++) {
        const byte = bytes[length - back];
        if ((byte & 0xc0) === 0x80) continue;
        const size = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
        return size > back ? back : 0;
      }
      return 0;
    }
    case "utf16le": {
      const odd = length % 2;
      const unit = length - odd >= 2 ? bytes[length - odd - 1] : 0;
      return unit >= 0xd8 && unit <= 0xdb ? odd + 2 : odd;
    }
    case "base64":
    case "base64url": return length % 3;
    default: return 0;
  }
}

export class StringDecoder {
  #held = new Uint8Array(0);

  constructor(encoding = "utf8") {
    this.encoding = checkEncoding(encoding);
  }

  write(chunk) {
    if (typeof chunk === "string") return chunk;
    if (!ArrayBuffer.isView(chunk)) throw invalidType("buf", ["Buffer", "TypedArray", "DataView"], chunk);
    let bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#held.length > 0) bytes = new Uint8Array(Buffer.concat([this.#held, bytes]));
    const rest = incomplete(bytes, this.encoding);
    this.#held = bytes.slice(bytes.length - rest);
    return decode(bytes.subarray(0, bytes.length - rest), this.encoding);
  }

  end(chunk = undefined) {
    const text = chunk === undefined ? "" : this.write(chunk);
    const held = this.#held;
    this.#held = new Uint8Array(0);
    return text + decode(held, this.encoding);
  }

  text(chunk, offset) {
    return this.write(chunk.subarray(offset));
  }
  get lastNeed() { return this.#held.length === 0 ? 0 : 1; }
  get lastTotal() { return this.#held.length; }
}

export default { StringDecoder };
