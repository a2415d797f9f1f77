// "hz:hooks": functions that are told of calls, returns, exceptions, spawns and switches. See hooks.d.ts and docs/hooks.md.

import { KINDS, attach as attachHooks } from "hz:core/hooks";

/** Has `hooks` told of what happens from now on, and gives what removes them. */
export function attach(hooks, filter = {}) {
  expectObject(hooks, "an object of hooks", KINDS);
  expectObject(filter, "a filter", ["function", "module"]);
  const chosen = { function: pattern(filter, "function"), module: pattern(filter, "module") };
  return attachHooks(KINDS.map((kind) => hookOf(hooks, kind)), chosen);
}

function expectObject(value, what, keys) {
  if (typeof value !== "object" || value === null) throw new TypeError(`attach: expected ${what}, not ${String(value)}`);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) throw new TypeError(`attach: ${what} has no "${key}"; it may have ${keys.join(", ")}`);
  }
}

function hookOf(hooks, kind) {
  const hook = hooks[kind];
  if (hook === undefined || typeof hook === "function") return hook;
  throw new TypeError(`attach: expected a function as the hook "${kind}", not ${String(hook)}`);
}

// A regular expression is copied: one with the flags `g` or `y` remembers where it stopped.
function pattern(filter, key) {
  const value = filter[key];
  if (value === undefined || typeof value === "string") return value;
  if (value instanceof RegExp) return new RegExp(value.source, value.flags.replace(/[gy]/g, ""));
  throw new TypeError(`attach: expected a text or a regular expression as the filter "${key}", not ${String(value)}`);
}
