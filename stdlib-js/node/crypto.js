// node:crypto. Partial: random values and comparison in constant time; hashes, ciphers and keys are not available yet.
import ops from "hz:internal/ops";
import { crypto as webcrypto } from "../web/crypto.js";
import { Buffer } from "./buffer.js";
import { checkFunction, checkInteger, coded, invalidType, missing } from "./internal/errors.js";

export { webcrypto };
export const getRandomValues = (array) => webcrypto.getRandomValues(array);
export const randomUUID = () => webcrypto.randomUUID();

export function randomFillSync(buffer, offset = 0, size = buffer.byteLength - offset) {
  if (!ArrayBuffer.isView(buffer)) throw invalidType("buf", ["Buffer", "TypedArray", "DataView"], buffer);
  ops.fillRandom(new Uint8Array(buffer.buffer, buffer.byteOffset + offset, size));
  return buffer;
}
export function randomFill(buffer, ...rest) {
  const callback = rest.pop();
  checkFunction("callback", callback);
  globalThis.process.nextTick(callback, null, randomFillSync(buffer, ...rest));
}
export function randomBytes(size, callback = undefined) {
  checkInteger("size", size, 0, 2 ** 31 - 1);
  const bytes = randomFillSync(Buffer.alloc(size));
  if (callback === undefined) return bytes;
  globalThis.process.nextTick(callback, null, bytes);
  return undefined;
}
export { randomBytes as pseudoRandomBytes };

export function randomInt(min, max = undefined, callback = undefined) {
  if (max === undefined || typeof max === "function") [min, max, callback] = [0, min, max];
  checkInteger("min", min);
  checkInteger("max", max);
  const range = max - min;
  if (range <= 0 || range > 2 ** 48) throw coded(RangeError, "ERR_OUT_OF_RANGE", `The value of "max" is out of range. It must be greater than the value of "min" (${min}). Received ${max}`);
  // Values from the incomplete last part of the 48 bits would be more likely than others; they are drawn again.
  const limit = 2 ** 48 - (2 ** 48 % range);
  let value;
  do value = randomBytes(6).readUIntBE(0, 6); while (value >= limit);
  const result = min + (value % range);
  if (callback === undefined) return result;
  globalThis.process.nextTick(callback, null, result);
  return undefined;
}

export function timingSafeEqual(a, b) {
  if (a.byteLength !== b.byteLength) throw coded(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
  const x = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  const y = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  let difference = 0;
  for (let i = 0; i < x.length; i++) difference |= x[i] ^ y[i];
  return difference === 0;
}

const absent = missing("crypto", [
  "checkPrime", "checkPrimeSync", "createCipheriv", "createDecipheriv", "createDiffieHellman", "createECDH", "createHash",
  "createHmac", "createPrivateKey", "createPublicKey", "createSecretKey", "createSign", "createVerify", "diffieHellman",
  "generateKey", "generateKeyPair", "generateKeyPairSync", "generateKeySync", "getCiphers", "getCurves", "getHashes", "hash",
  "hkdf", "hkdfSync", "pbkdf2", "pbkdf2Sync", "privateDecrypt", "privateEncrypt", "publicDecrypt", "publicEncrypt", "scrypt",
  "scryptSync", "sign", "verify",
]);
export const {
  checkPrime, checkPrimeSync, createCipheriv, createDecipheriv, createDiffieHellman, createECDH, createHash, createHmac,
  createPrivateKey, createPublicKey, createSecretKey, createSign, createVerify, diffieHellman, generateKey, generateKeyPair,
  generateKeyPairSync, generateKeySync, getCiphers, getCurves, getHashes, hash, hkdf, hkdfSync, pbkdf2, pbkdf2Sync,
  privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt, scrypt, scryptSync, sign, verify,
} = absent;
export const constants = {};

export default {
  ...absent, constants, getRandomValues, pseudoRandomBytes: randomBytes, randomBytes, randomFill, randomFillSync, randomInt,
  randomUUID, timingSafeEqual, webcrypto,
};
