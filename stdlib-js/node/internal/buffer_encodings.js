// Text to bytes and back in the encodings that Buffer knows. Not a module of Node's: buffer.js and string_decoder.js
// use it.
import ops from "hz:internal/ops";
import { coded } from "./errors.js";

const names = {
  "utf8": "utf8", "utf-8": "utf8", "ucs2": "utf16le", "ucs-2": "utf16le", "utf16le": "utf16le", "utf-16le": "utf16le",
  "latin1": "latin1", "binary": "latin1", "base64": "base64", "base64url": "base64url", "hex": "hex", "ascii": "ascii",
};

// The canonical name of an encoding, or undefined.
export function encodingName(encoding) {
  if (encoding === undefined || encoding === null || encoding === "") return "utf8";
  return names[encoding] ?? names[String(encoding).toLowerCase()];
}

export function checkEncoding(encoding) {
  const name = encodingName(encoding);
  if (name === undefined) throw coded(TypeError, "ERR_UNKNOWN_ENCODING", `Unknown encoding: ${encoding}`);
  return name;
}

// Arguments that one call of String.fromCharCode takes without risking the stack.
const callLimit = 4096;
const fromCodes = (codes) => {
  if (codes.length <= callLimit) return String.fromCharCode.apply(null, codes);
  let text = "";
  for (let i = 0; i < codes.length; i += callLimit) text += String.fromCharCode.apply(null, codes.subarray(i, i + callLimit));
  return text;
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const sextet = new Int8Array(128).fill(-1);
for (let i = 0; i < 62; i++) sextet[letters.charCodeAt(i)] = i;
sextet["+".charCodeAt(0)] = sextet["-".charCodeAt(0)] = 62;
sextet["/".charCodeAt(0)] = sextet["_".charCodeAt(0)] = 63;

// As Node does: both alphabets, anything else is skipped, `=` ends.
function fromBase64(text) {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 61) break;
    const value = code < 128 ? sextet[code] : -1;
    if (value === -1) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[length++] = bits >> count;
      bits &= (1 << count) - 1;
    }
  }
  return bytes.subarray(0, length);
}

function toBase64(bytes, isUrl) {
  if (bytes.toBase64 !== undefined) return bytes.toBase64(isUrl ? { alphabet: "base64url", omitPadding: true } : undefined);
  const alphabet = letters + (isUrl ? "-_" : "+/");
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet[bits >> 18] + alphabet[(bits >> 12) & 63];
    if (i + 1 < bytes.length) text += alphabet[(bits >> 6) & 63];
    else if (!isUrl) text += "=";
    if (i + 2 < bytes.length) text += alphabet[bits & 63];
    else if (!isUrl) text += "=";
  }
  return text;
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function fromHex(text) {
  const bytes = new Uint8Array(text.length >>> 1);
  for (let i = 0; i < bytes.length; i++) {
    const pair = text.slice(i * 2, i * 2 + 2);
    if (!/^[0-9a-fA-F]{2}$/.test(pair)) return bytes.subarray(0, i);
    bytes[i] = parseInt(pair, 16);
  }
  return bytes;
}

function toHex(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += hexDigits[bytes[i]];
  return text;
}

function fromUtf16(text) {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i * 2] = code;
    bytes[i * 2 + 1] = code >> 8;
  }
  return bytes;
}

function toUtf16(bytes) {
  const codes = new Uint16Array(bytes.length >>> 1);
  for (let i = 0; i < codes.length; i++) codes[i] = bytes[i * 2] | (bytes[i * 2 + 1] << 8);
  return fromCodes(codes);
}

function fromLatin1(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

// New bytes of a text. `encoding` is a canonical name.
export function encode(text, encoding) {
  switch (encoding) {
    case "utf8": return ops.utf8Encode(text);
    case "utf16le": return fromUtf16(text);
    case "latin1":
    case "ascii": return fromLatin1(text);
    case "base64":
    case "base64url": return fromBase64(text);
    default: return fromHex(text);
  }
}

// The text of bytes. `encoding` is a canonical name.
export function decode(bytes, encoding) {
  if (bytes.length === 0) return "";
  switch (encoding) {
    case "utf8": return ops.decodeText("utf-8", bytes, false, true);
    case "utf16le": return toUtf16(bytes);
    case "latin1": return fromCodes(bytes);
    case "ascii": return fromCodes(bytes.map((byte) => byte & 127));
    case "base64": return toBase64(bytes, false);
    case "base64url": return toBase64(bytes, true);
    default: return toHex(bytes);
  }
}

// How many bytes a text takes, without making them where that is possible.
export function encodedLength(text, encoding) {
  switch (encoding) {
    case "utf16le": return text.length * 2;
    case "latin1":
    case "ascii": return text.length;
    case "hex": return text.length >>> 1;
    case "base64":
    case "base64url": return Math.floor((text.replace(/=+$/, "").length * 3) / 4);
    default: return utf8Length(text);
  }
}

function utf8Length(text) {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}
