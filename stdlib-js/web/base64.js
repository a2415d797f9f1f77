// atob and btoa over "binary strings", one character a byte (HTML standard, "forgiving base64").
import { DOMException } from "./dom_exception.js";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const valueOf = new Int8Array(128).fill(-1);
for (let i = 0; i < 64; i++) valueOf[letters.charCodeAt(i)] = i;

const fail = (message) => {
  throw new DOMException(message, "InvalidCharacterError");
};

export function btoa(data) {
  if (arguments.length === 0) throw new TypeError('The "data" argument must be specified');
  const text = String(data);
  let result = "";
  for (let i = 0; i < text.length; i += 3) {
    const a = text.charCodeAt(i);
    const b = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
    const c = i + 2 < text.length ? text.charCodeAt(i + 2) : 0;
    if (a > 255 || b > 255 || c > 255) fail("Invalid character: btoa takes characters up to U+00FF; encode the text first");
    const bits = (a << 16) | (b << 8) | c;
    result += letters[bits >> 18] + letters[(bits >> 12) & 63];
    result += i + 1 < text.length ? letters[(bits >> 6) & 63] : "=";
    result += i + 2 < text.length ? letters[bits & 63] : "=";
  }
  return result;
}

export function atob(data) {
  if (arguments.length === 0) throw new TypeError('The "data" argument must be specified');
  let text = String(data).replace(/[\t\n\f\r ]/g, "");
  if (text.length % 4 === 0) text = text.replace(/==?$/, "");
  if (text.length % 4 === 1) fail("The string to be decoded is not correctly encoded: its length is wrong");
  let result = "";
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? valueOf[code] : -1;
    if (value === -1) fail("The string to be decoded is not correctly encoded: it holds a character that is not base64");
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += String.fromCharCode((bits >> count) & 255);
    }
  }
  return result;
}
