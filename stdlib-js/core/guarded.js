// Built-ins that V8 runs and that call a function of the program: it gets a nested form (callbacks.js).

import { isObject } from "hz:core/abstract";
import { finalReaction, nested, reaction } from "hz:core/callbacks";
import { guardedIterator } from "hz:core/guarded_iterators";
import { whenComplete } from "hz:core/late";
import { pinnedCall } from "hz:core/pinned";
import { replace } from "hz:core/replace";

const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { parse, stringify } = JSON;

replace(JSON, {
  parse(text, reviver) {
    return reviver === undefined ? parse(text) : parse(text, nested(reviver));
  },

  stringify(value, replacer, space) {
    return stringify(value, typeof replacer === "function" ? nested(replacer) : replacer, space);
  },
});

// Set's operations ask what they are given by its `has` and `keys`. Real sets and maps are asked by nobody.
const { prototype: setPrototype } = Set;
const { prototype: mapPrototype } = Map;
const { get: sizeOfSet } = getOwnPropertyDescriptor(setPrototype, "size");
const { get: sizeOfMap } = getOwnPropertyDescriptor(mapPrototype, "size");

// A proxy would be asked for its prototype, and is no set or map itself.
function isPlain(other) {
  if (!isCollection(sizeOfSet, other) && !isCollection(sizeOfMap, other)) return false;
  const prototype = getPrototypeOf(other);
  return prototype === setPrototype || prototype === mapPrototype;
}

function isCollection(size, value) {
  try {
    apply(size, value, []);
    return true;
  } catch {
    return false;
  }
}

function askable(other) {
  if (!isObject(other) || isPlain(other)) return other;
  const method = (fn) => (typeof fn === "function" ? nested((...args) => apply(fn, other, args)) : fn);
  return {
    __proto__: null,
    get size() {
      return other.size;
    },
    get has() {
      return method(other.has);
    },
    get keys() {
      const { keys } = other;
      return typeof keys === "function" ? () => guardedIterator(pinnedCall(apply(keys, other, []))) : keys;
    },
  };
}

for (const name of [
  "union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom",
]) {
  const native = Set.prototype[name];
  const methods = {
    [name](other) {
      return apply(native, this, [askable(other)]);
    },
  };
  replace(Set.prototype, methods);
}

// What a stack disposes of at its end. An asynchronous one awaits what it gets, so such a callback may block.
whenComplete(() => {
  const { DisposableStack, AsyncDisposableStack } = globalThis;
  for (const [stack, adopted, deferred] of [
    [DisposableStack, nested, nested],
    [AsyncDisposableStack, reaction, finalReaction],
  ]) {
    // A host of standalone output may not have them yet.
    if (stack === undefined) continue;
    const { adopt, defer } = stack.prototype;
    replace(stack.prototype, {
      adopt(value, onDispose) {
        return apply(adopt, this, [value, adopted(onDispose)]);
      },

      defer(onDispose) {
        return apply(defer, this, [deferred(onDispose)]);
      },
    });
  }
});
