// `crypto`: random values from the operating system. `crypto.subtle` is not there yet; it throws when used.
import ops from "hz:internal/ops";
import { DOMException } from "./dom_exception.js";
import { typedArrayName } from "./kind.js";

const quota = 65536;
const integerArrays = new Set(["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
  "Uint32Array", "BigInt64Array", "BigUint64Array"]);
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

let permission = false;

export class Crypto {
  constructor() {
    if (!permission) throw new TypeError("Illegal constructor: use the global crypto");
  }

  getRandomValues(array) {
    if (!integerArrays.has(typedArrayName(array))) {
      throw new DOMException("crypto.getRandomValues: expected a typed array of integers", "TypeMismatchError");
    }
    if (array.byteLength > quota) {
      throw new DOMException(`crypto.getRandomValues: at most ${quota} bytes at once, asked for ${array.byteLength}`, "QuotaExceededError");
    }
    ops.fillRandom(array);
    return array;
  }

  randomUUID() {
    const b = new Uint8Array(16);
    ops.fillRandom(b);
    b[6] = (b[6] & 0x0f) | 0x40;   // version 4
    b[8] = (b[8] & 0x3f) | 0x80;   // variant of RFC 9562
    const text = Array.from(b, (byte) => hex[byte]).join("");
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
  }

  get subtle() {
    throw new DOMException("crypto.subtle is not available yet", "NotSupportedError");
  }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: "Crypto", configurable: true });

permission = true;
export const crypto = new Crypto();
permission = false;
