// Turns any value into text for people, in the form that Node.js users know (`console.log`, `util.inspect`).
// This file walks the value: options, depth, circular references, properties. What is special about each kind
// of value is in inspect_kinds.js, how the parts are laid out in layout.js.
//
// No user code runs while inspecting, except a `[nodejs.util.inspect.custom]` method and getters where asked for.
import ops from "hz:internal/ops";
import { describe } from "./inspect_kinds.js";
import { join, textWidth } from "./layout.js";
import { quote, quoteKey, quoteSymbol } from "./quote.js";

export const custom = Symbol.for("nodejs.util.inspect.custom");

export const defaultOptions = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};

const plainStyle = (text) => text;
const shortestSplitLine = 16;
const hasOwn = Object.hasOwn;

function makeContext(options) {
  const ctx = {
    seen: [],
    circular: undefined,
    indentation: 0,
    currentLevel: 0,
    stylize: plainStyle,
    inspectOptions: options,
    ...defaultOptions,
  };
  if (options !== undefined && options !== null) {
    for (const key of Object.keys(options)) {
      if (hasOwn(defaultOptions, key) || key === "stylize") ctx[key] = options[key];
      else if (inspect.userOptions === undefined) ctx.userOptions = options;
    }
  }
  if (ctx.colors && ctx.stylize === plainStyle) ctx.stylize = colourStyle;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  if (ctx.depth === null) ctx.depth = Infinity;
  return ctx;
}

// `inspect(value, options)`; the older `inspect(value, showHidden, depth, colors)` is understood too.
export function inspect(value, options, depth, colors) {
  if (typeof options === "boolean") options = { showHidden: options };
  if (depth !== undefined && typeof depth !== "object" && (options === undefined || "showHidden" in options)) {
    options = { ...options, depth };
    if (colors !== undefined) options.colors = colors;
  }
  return formatValue(makeContext(options), value, 0);
}
inspect.custom = custom;
inspect.defaultOptions = defaultOptions;

inspect.colors = Object.assign(Object.create(null), {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39],
  blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39],
});
inspect.styles = Object.assign(Object.create(null), {
  special: "cyan", number: "yellow", bigint: "yellow", boolean: "yellow", undefined: "grey", null: "bold",
  string: "green", symbol: "green", date: "magenta", regexp: "red", module: "underline",
});

function colourStyle(text, style) {
  const codes = inspect.colors[inspect.styles[style]];
  return codes === undefined ? text : `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m`;
}

// The text of `value`, which lies `level` deep.
export function formatValue(ctx, value, level) {
  if (typeof value !== "object" && typeof value !== "function") return formatPrimitive(ctx, value);
  if (value === null) return ctx.stylize("null", "null");

  const proxy = ops.proxyParts(value);
  const original = value;
  if (proxy !== undefined) {
    if (proxy[0] === null) return ctx.stylize("<Revoked Proxy>", "special");
    if (ctx.showProxy) return formatProxy(ctx, proxy, level);
    while (value !== null && ops.proxyParts(value) !== undefined) value = ops.proxyParts(value)[0];
    if (value === null) return ctx.stylize("<Revoked Proxy>", "special");
  }
  if (ctx.customInspect) {
    const method = value[custom];
    if (typeof method === "function" && method !== inspect && !isClassPrototype(value)) {
      const text = formatCustom(ctx, original, method, level);
      if (text !== undefined) return text;
    }
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    let index = ctx.circular.get(value);
    if (index === undefined) ctx.circular.set(value, (index = ctx.circular.size + 1));
    return ctx.stylize(`[Circular *${index}]`, "special");
  }
  return formatObject(ctx, value, level);
}

// A prototype object inherits its class's inspect method but is not an instance of it.
const isClassPrototype = (value) => hasOwn(value, "constructor") && value.constructor?.prototype === value;

function formatCustom(ctx, value, method, level) {
  const depth = ctx.depth === Infinity ? Infinity : ctx.depth - level;
  // The options are those of the whole, so `depth` in them is not reduced; the method's first argument is.
  const { seen, circular, indentation, currentLevel, inspectOptions, ...options } = ctx;
  options.stylize = ctx.stylize;
  const result = method.call(value, depth, { ...inspectOptions, ...options }, inspect);
  if (result === value) return undefined;
  if (typeof result === "object" && result !== null) return formatValue(ctx, result, level);
  return String(result).replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
}

function formatProxy(ctx, [target, handler], level) {
  if (level > ctx.depth) return ctx.stylize("Proxy [Array]", "special");
  ctx.indentation += 2;
  const parts = [formatValue(ctx, target, level + 1), formatValue(ctx, handler, level + 1)];
  ctx.indentation -= 2;
  return join(ctx, parts, "", ["Proxy [", "]"], true, level + 1);
}

export function formatNumber(value, withSeparators) {
  if (Object.is(value, -0)) return "-0";
  const text = `${value}`;
  if (!withSeparators || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "_");
  return fraction === undefined ? grouped : `${grouped}.${fraction.replace(/(\d{3})(?=\d)/g, "$1_")}`;
}

export function formatPrimitive(ctx, value) {
  switch (typeof value) {
    case "string": return formatString(ctx, value);
    case "number": return ctx.stylize(formatNumber(value, ctx.numericSeparator), "number");
    case "bigint": return ctx.stylize(`${ctx.numericSeparator ? String(value).replace(/\B(?=(\d{3})+$)/g, "_") : value}n`, "bigint");
    case "boolean": return ctx.stylize(`${value}`, "boolean");
    case "undefined": return ctx.stylize("undefined", "undefined");
    default: return ctx.stylize(quoteSymbol(value), "symbol");
  }
}

// A long text of several lines is written as a sum of one literal a line.
function formatString(ctx, text) {
  let trailer = "";
  if (text.length > ctx.maxStringLength) {
    const remaining = text.length - ctx.maxStringLength;
    text = text.slice(0, ctx.maxStringLength);
    trailer = `... ${remaining} more character${remaining > 1 ? "s" : ""}`;
  }
  if (ctx.compact !== true && text.length > shortestSplitLine && text.length > ctx.breakLength - ctx.indentation - 4) {
    const lines = text.split(/(?<=\n)/);
    return lines.map((line) => ctx.stylize(quote(line), "string")).join(` +\n${" ".repeat(ctx.indentation + 2)}`) + trailer;
  }
  return ctx.stylize(quote(text), "string") + trailer;
}

function formatObject(ctx, value, level) {
  const shape = describe(ctx, value, level);
  if (typeof shape === "string") return shape;

  if (level > ctx.depth) return ctx.stylize(`[${shape.shortName}]`, "special");
  level += 1;
  ctx.seen.push(value);
  ctx.currentLevel = level;
  const parts = shape.items === undefined ? [] : shape.items(level);
  for (const key of shape.keys) parts.push(formatProperty(ctx, value, key, level, shape.isArrayLike));
  for (const [owner, key] of shape.inherited ?? []) parts.push(formatProperty(ctx, owner, key, level, shape.isArrayLike));
  ctx.seen.pop();

  let base = shape.base;
  const index = ctx.circular?.get(value);
  if (index !== undefined) {
    const reference = ctx.stylize(`<ref *${index}>`, "special");
    if (ctx.compact !== true) base = base === "" ? reference : `${reference} ${base}`;
    else shape.braces[0] = `${reference} ${shape.braces[0]}`;
  }
  if (ctx.sorted && !shape.isArrayLike) {
    if (ctx.sorted === true) parts.sort();
    else parts.sort(ctx.sorted);
  }
  return join(ctx, parts, base, shape.braces, shape.isArrayLike, level, shape.isArrayLike ? value : undefined);
}

// `key: value` of one own property; accessors are named, not run, unless the options say so.
export function formatProperty(ctx, object, key, level, isArrayLike) {
  const property = Object.getOwnPropertyDescriptor(object, key) ?? { value: object[key], enumerable: true };
  let text;
  if (property.value !== undefined || "value" in property) {
    const indent = ctx.compact !== true || isArrayLike ? 2 : 3;
    ctx.indentation += indent;
    text = formatValue(ctx, property.value, level);
    if (indent === 3 && ctx.breakLength < textWidth(text)) text = `\n${" ".repeat(ctx.indentation)}${text}`;
    ctx.indentation -= indent;
  } else if (property.get !== undefined) {
    text = formatGetter(ctx, object, property, level);
  } else {
    text = property.set !== undefined ? ctx.stylize("[Setter]", "special") : ctx.stylize("undefined", "undefined");
  }
  return `${formatKey(ctx, key, property.enumerable)}:${text[0] === "\n" ? "" : " "}${text}`;
}

function formatGetter(ctx, object, { get, set }, level) {
  const label = set === undefined ? "Getter" : "Getter/Setter";
  const wanted = ctx.getters === true || (ctx.getters === "get" && set === undefined) || (ctx.getters === "set" && set !== undefined);
  if (!wanted) return ctx.stylize(`[${label}]`, "special");
  try {
    const value = get.call(object);
    ctx.indentation += 2;
    const text = value === null || typeof value !== "object"
      ? `${ctx.stylize(`[${label}:`, "special")} ${formatValue(ctx, value, level)}${ctx.stylize("]", "special")}`
      : `${ctx.stylize(`[${label}]`, "special")} ${formatValue(ctx, value, level)}`;
    ctx.indentation -= 2;
    return text;
  } catch (error) {
    return ctx.stylize(`[${label}: <Inspection threw (${error?.message})>]`, "special");
  }
}

function formatKey(ctx, key, isEnumerable) {
  if (typeof key === "symbol") return `[${ctx.stylize(quoteSymbol(key), "symbol")}]`;
  if (!isEnumerable) return `[${key}]`;
  const text = quoteKey(key);
  return text === key || text.startsWith("[") ? ctx.stylize(text, "name") : ctx.stylize(text, "string");
}
