// Proxy handlers whose traps may block. V8 gets a handler of ours, which looks for the trap in the program's handler at the
// time when it is asked, as V8 would, and never gives the sentinel to V8. What the traps of calls give goes on to the
// caller as it is, the sentinel too: V8 does nothing with it on its way.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { runCapture } from "hz:core/pinned";
import { originalDescriptor } from "hz:core/accessors";
import { lookNative } from "hz:core/function_text";
import { replace } from "hz:core/replace";

const { apply } = Reflect;
const NativeProxy = Proxy;
const { revocable } = Proxy;

// What an operation does without a trap is what Reflect's function of the same name does with the target.
const defaults = Object.assign({ __proto__: null }, {
  apply, construct: Reflect.construct, defineProperty: Reflect.defineProperty, deleteProperty: Reflect.deleteProperty,
  get: Reflect.get, getOwnPropertyDescriptor: Reflect.getOwnPropertyDescriptor, getPrototypeOf: Reflect.getPrototypeOf,
  has: Reflect.has, isExtensible: Reflect.isExtensible, ownKeys: Reflect.ownKeys,
  preventExtensions: Reflect.preventExtensions, set: Reflect.set, setPrototypeOf: Reflect.setPrototypeOf,
});

/** The handler that V8 has. */
class Guard {
  constructor(handler) {
    this.handler = handler;
  }

  get(target, key, receiver) {
    const { handler } = this;
    const trap = handler.get;
    if (trap === undefined || trap === null) return defaults.get(target, key, receiver);
    if (typeof trap !== "function") refuse(trap, "get");
    const result = apply(trap, handler, [target, key, receiver]);
    return result === S ? runCapture() : result;
  }

  defineProperty(target, key, descriptor) {
    return nestedTrap(this.handler, "defineProperty", [target, key, originalDescriptor(descriptor)]);
  }

  apply(target, receiver, args) {
    return callTrap(this.handler, "apply", [target, receiver, args]);
  }

  construct(target, args, newTarget) {
    return callTrap(this.handler, "construct", [target, args, newTarget]);
  }
}

for (const name of [
  "set", "has", "deleteProperty", "getOwnPropertyDescriptor", "ownKeys", "getPrototypeOf", "setPrototypeOf",
  "isExtensible", "preventExtensions",
]) {
  Guard.prototype[name] = function (...args) {
    return nestedTrap(this.handler, name, args);
  };
}
Object.setPrototypeOf(Guard.prototype, null);

function nestedTrap(handler, name, args) {
  const result = callTrap(handler, name, args);
  return result === S ? runCapture() : result;
}

function callTrap(handler, name, args) {
  const trap = handler[name];
  if (trap === undefined || trap === null) return apply(defaults[name], undefined, args);
  if (typeof trap !== "function") refuse(trap, name);
  return apply(trap, handler, args);
}

function refuse(trap, name) {
  const text = typeof trap === "object" ? "#<Object>" : String(trap);
  throw new TypeError(`${text} returned for property '${name}' of object '#<Object>' is not a function`);
}

function guard(handler) {
  const isObject = typeof handler === "object" ? handler !== null : typeof handler === "function";
  return isObject ? new Guard(handler) : handler;
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
