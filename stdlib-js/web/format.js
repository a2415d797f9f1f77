// `console.log`'s view of its arguments: `%` directives in a first string, all else inspected, joined by spaces.
import { formatNumber, inspect } from "./inspect.js";

// `%s`: objects that no class of the program gave a text of their own are inspected flat.
function asString(options, value) {
  if (typeof value === "number") return formatNumber(value, false);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null || !hasBuiltInToString(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

function hasBuiltInToString(value) {
  if (Object.hasOwn(value, "toString") || Object.hasOwn(value, Symbol.toPrimitive)) return false;
  let owner = value;
  while (owner !== null && !Object.hasOwn(owner, "toString")) {
    if (Object.hasOwn(owner, Symbol.toPrimitive)) return false;
    owner = Object.getPrototypeOf(owner);
  }
  if (owner === null) return true;
  const make = Object.getOwnPropertyDescriptor(owner, "constructor")?.value;
  return typeof make === "function" && typeof make.name === "string" && globalThis[make.name] === make &&
    /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(make));
}

function asNumber(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return "NaN";
  return formatNumber(Number(value), false);
}

function asInteger(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol") return "NaN";
  return formatNumber(parseInt(value), false);
}

const asFloat = (value) => (typeof value === "symbol" ? "NaN" : formatNumber(parseFloat(value), false));

function asJson(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return "[Circular]";
    throw error;
  }
}

function directive(letter, value, options) {
  switch (letter) {
    case "s": return asString(options, value);
    case "d": return asNumber(value);
    case "i": return asInteger(value);
    case "f": return asFloat(value);
    case "j": return asJson(value);
    case "o": return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case "O": return inspect(value, options);
    case "c": return "";
    default: return undefined;
  }
}

export function formatWithOptions(options, ...args) {
  const first = args[0];
  if (args.length === 1 && typeof first === "string") return first;
  let text = "";
  let next = 0;
  if (typeof first === "string") {
    next = 1;
    let done = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (first[i] !== "%") continue;
      const letter = first[++i];
      if (letter === "%") {
        text += first.slice(done, i);
        done = i + 1;
        continue;
      }
      if (next === args.length) continue;
      const replacement = directive(letter, args[next], options);
      if (replacement === undefined) continue;
      text += first.slice(done, i - 1) + replacement;
      done = i + 1;
      next++;
    }
    text += first.slice(done);
  }
  for (; next < args.length; next++) {
    if (next > 0) text += " ";
    const value = args[next];
    text += typeof value === "string" ? value : inspect(value, { ...options, compact: 3, depth: 2 });
  }
  return text;
}

export const format = (...args) => formatWithOptions(undefined, ...args);
