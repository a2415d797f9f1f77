// Function.prototype.toString: the source text of what hzc compiled, and the look of a native function for what the
// runtime puts in the place of one.
//
// V8 would give the compiled text. The engine knows which part of which source a function came from.

import ops from "hz:internal/ops";
import { newWeakMap } from "hz:core/abstract";

const { apply } = Reflect;
const { toString: nativeToString } = Function.prototype;

// Functions that look native, with the names under which they do.
const natives = newWeakMap();

/** Makes `toString` show a function as a native one, by the name that it has now. */
export function lookNative(fn) {
  natives.set(fn, fn.name);
}

const replacement = {
  toString() {
    if (typeof this === "function") {
      const name = natives.get(this);
      if (name !== undefined) return `function ${name}() { [native code] }`;
      const text = ops.functionText(this, apply(nativeToString, this, []));
      if (text !== undefined) return text;
    }
    return apply(nativeToString, this, []);
  },
};

if (!ops.native) {
  lookNative(replacement.toString);
  Object.defineProperty(Function.prototype, "toString", { value: replacement.toString });
}
