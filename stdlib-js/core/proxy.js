// Proxy handlers whose traps may block. V8 gets a handler of ours, which looks for the trap in the program's handler at the
// time when it is asked, as V8 would, and never gives the sentinel to V8. What the traps of calls give goes on to the
// caller as it is, the sentinel too: V8 does nothing with it on its way.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { isObject } from "hz:core/abstract";
import { runCapture } from "hz:core/pinned";
import { save, take } from "hz:core/scheduler";
import { originalDescriptor } from "hz:core/accessors";
import { lookNative } from "hz:core/function_text";
import { replace } from "hz:core/replace";

const { apply, ownKeys } = Reflect;
const { startsWith } = String.prototype;
const NativeProxy = Proxy;
const { revocable } = Proxy;

/**
 * The handler that V8 has. Its traps are accessors: without a trap of the program's V8 finds none either, and does what it does then;
 * what is no function it refuses, and calls the handler by the name of this class. The form in which V8 gets a trap is kept, since
 * traps hardly ever change.
 */
const Guard = class Object {
  constructor(handler) {
    this.handler = handler;
  }
};

function nestedTrap(trap, handler) {
  return (...args) => {
    const result = apply(trap, handler, args);
    return result === S ? runCapture() : result;
  };
}

const forms = Object.assign({ __proto__: null }, {
  get: (trap, handler) => (target, key, receiver) => {
    const result = apply(trap, handler, [target, key, receiver]);
    return result === S ? runCapture() : result;
  },

  defineProperty: (trap, handler) => (target, key, descriptor) => {
    const result = apply(trap, handler, [target, key, originalDescriptor(descriptor)]);
    return result === S ? runCapture() : result;
  },

  // In the body of a `with`, compiled code asks for its own names too.
  has: (trap, handler) => (target, key) => {
    if (typeof key === "string" && apply(startsWith, key, ["hz$"])) return false;
    const result = apply(trap, handler, [target, key]);
    return result === S ? runCapture() : result;
  },

  apply: (trap, handler) => (target, receiver, args) => apply(trap, handler, [target, receiver, args]),

  construct: (trap, handler) => (target, args, newTarget) => {
    const result = apply(trap, handler, [target, args, newTarget]);
    return result === S ? save(null, checkConstructed, 0) : result;
  },
});

// V8 checks what a trap gives, but not what it comes to after the sentinel.
function checkConstructed(frame, value) {
  const result = take(value);
  if (!isObject(result)) throw new TypeError("proxy [[Construct]] must return an object");
  return result;
}

// Traps have the names of Reflect's functions.
for (const name of ownKeys(Reflect)) {
  if (typeof name !== "string") continue;
  const formOf = forms[name] ?? nestedTrap;
  const key = Symbol(name);
  Object.defineProperty(Guard.prototype, name, {
    get() {
      const { handler } = this;
      const trap = handler[name];
      if (typeof trap !== "function") return trap;
      const known = this[key];
      if (known !== undefined && known.trap === trap) return known.form;
      const form = formOf(trap, handler);
      this[key] = { trap, form };
      return form;
    },
  });
}

function guard(handler) {
  return isObject(handler) ? new Guard(handler) : handler;
}

if (!ops.native) {
  replace(NativeProxy, {
    revocable(target, handler) {
      return apply(revocable, NativeProxy, [target, guard(handler)]);
    },
  });
  // A proxy of Proxy itself has all its properties, is a constructor, and has no `prototype`, as Proxy has none.
  const constructor = new NativeProxy(NativeProxy, {
    __proto__: null,
    construct: (_, args) => new NativeProxy(args[0], guard(args[1])),
  });
  lookNative(constructor);
  Object.defineProperty(globalThis, "Proxy", { value: constructor });
}
