// node:querystring: the older sibling of URLSearchParams.
import { Buffer } from "./buffer.js";

export function unescapeBuffer(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i++) {
    const pair = text[i] === "%" ? text.slice(i + 1, i + 3) : "";
    if (/^[0-9a-fA-F]{2}$/.test(pair)) {
      bytes.push(parseInt(pair, 16));
      i += 2;
    } else {
      bytes.push(text.charCodeAt(i));
    }
  }
  return Buffer.from(bytes);
}

export function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text).toString();
  }
}

export function escape(value) {
  const text = typeof value === "object" && value !== null ? String(value) : `${value}`;
  try {
    return encodeURIComponent(text);
  } catch {
    const error = new URIError("URI malformed");
    error.code = "ERR_INVALID_URI";
    throw error;
  }
}

const primitive = (value) => {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? `${value}` : "";
  return typeof value === "bigint" || typeof value === "boolean" ? `${value}` : "";
};

export function stringify(object, separator = "&", equals = "=", options = undefined) {
  if (object === null || typeof object !== "object") return "";
  const encode = options?.encodeURIComponent ?? querystring.escape;
  const fields = [];
  for (const key of Object.keys(object)) {
    const start = encode(primitive(key)) + (equals || "=");
    const value = object[key];
    if (Array.isArray(value)) for (const item of value) fields.push(start + encode(primitive(item)));
    else fields.push(start + encode(primitive(value)));
  }
  return fields.join(separator || "&");
}

export function parse(text, separator = "&", equals = "=", options = undefined) {
  const result = Object.create(null);
  if (typeof text !== "string" || text === "") return result;
  const decodeWith = options?.decodeURIComponent ?? querystring.unescape;
  const decode = (part) => {
    try {
      return decodeWith(part.replaceAll("+", " "));
    } catch {
      return unescape(part.replaceAll("+", " "));
    }
  };
  const max = options?.maxKeys ?? 1000;
  let parts = text.split(separator || "&");
  if (max > 0) parts = parts.slice(0, max);
  for (const part of parts) {
    if (part === "") continue;
    const at = part.indexOf(equals || "=");
    const key = decode(at === -1 ? part : part.slice(0, at));
    const value = at === -1 ? "" : decode(part.slice(at + (equals || "=").length));
    if (!(key in result)) result[key] = value;
    else if (Array.isArray(result[key])) result[key].push(value);
    else result[key] = [result[key], value];
  }
  return result;
}

export { parse as decode, stringify as encode };
const querystring = { parse, stringify, escape, unescape, unescapeBuffer, decode: parse, encode: stringify };
export default querystring;
