// An error when inspected: its stack, corrected where name or class say more than the stack's first line, its cause
// and its errors; brackets where there is no stack.
import { prefixOf } from "./inspect_kinds.js";

const { getOwnPropertyDescriptor, hasOwn } = Object;
const errorToString = Function.prototype.call.bind(Error.prototype.toString);

function stackOf(error) {
  let stack;
  try {
    stack = error.stack;
  } catch {
    stack = undefined;
  }
  if (typeof stack === "string" && stack !== "") return stack;
  if (stack) return String(stack);
  try {
    return errorToString(error);
  } catch {
    return "[object Error]";
  }
}

// Corrects a first line that names only the class that a program's class is built on:
//
//   `TypeError: x` of `class Fault extends TypeError`     ->  `Fault [TypeError]: x`
//   `Error: x`     of `class MyError extends Error`       ->  `MyError: x`
//   `Error: x`     of an error without a prototype        ->  `[Error: null prototype]: x`
function namedStack(stack, error, constructorName, tag) {
  const name = error.name === undefined || error.name === null ? "Error" : String(error.name);
  if (constructorName === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    const told = start?.[1] ?? "";
    return withLabel(stack, prefixOf(null, tag, told === "" ? "Error" : told).slice(0, -1), name, told.length);
  }
  const next = stack[name.length];
  const saysName = name.endsWith("Error") && stack.startsWith(name) && (next === undefined || next === ":" || next === "\n");
  return saysName ? withLabel(stack, prefixOf(constructorName, tag, "Error").slice(0, -1), name, name.length) : stack;
}

function withLabel(stack, label, name, toldLength) {
  if (name === label) return stack;
  if (!label.includes(name)) return `${label} [${name}]${stack.slice(toldLength)}`;
  return toldLength === 0 ? `${label}: ${stack}` : `${label}${stack.slice(toldLength)}`;
}

// The text of `error`. `keys` are its listed properties; those that the text tells already are taken out of it, the
// hidden `cause` and `errors` are put in.
export function formatError(ctx, error, constructorName, tag, keys) {
  let stack = stackOf(error);
  dropToldKeys(ctx, error, keys, stack);
  if ("cause" in error && hasOwn(error, "cause") && !keys.includes("cause")) keys.push("cause");
  if (Array.isArray(getOwnPropertyDescriptor(error, "errors")?.value) && !keys.includes("errors")) keys.push("errors");
  stack = namedStack(stack, error, constructorName, tag);

  const message = typeof error.message === "string" ? error.message : "";
  const at = message === "" ? -1 : stack.indexOf(message);
  const frames = stack.indexOf("\n    at", at === -1 ? 0 : at + message.length);
  if (frames === -1) stack = `[${stack}]`;
  else if (ctx.colors) stack = stack.slice(0, frames) + greyInternals(ctx, stack.slice(frames));
  if (ctx.indentation !== 0) stack = stack.replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
  return stack;
}

function dropToldKeys(ctx, error, keys, stack) {
  if (ctx.showHidden) return;
  for (const key of ["name", "message", "stack"]) {
    const index = keys.indexOf(key);
    if (index !== -1 && typeof error[key] === "string" && stack.includes(error[key])) keys.splice(index, 1);
  }
}

const greyInternals = (ctx, frames) =>
  frames.split("\n").map((line) => (/\((?:node|hz):/.test(line) ? ctx.stylize(line, "undefined") : line)).join("\n");
