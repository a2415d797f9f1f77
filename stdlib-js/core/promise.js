// Promises whose callbacks may block. V8's promises stay as they are, only the callbacks are others: jobs run in the order
// in which they would without hz, and promises settle in the same turn.
//
// Raw code: V8 itself calls `then` (for a promise that is resolved with another) and executors, and must not get the
// sentinel. Why the executor is called by compiled code instead: V8's constructor drops what it gives, a sentinel too.

import ops from "hz:internal/ops";
import { newWeakSet, withResolvers } from "hz:core/abstract";
import { finalReaction, nested, nestedUnlessLeaf, reaction } from "hz:core/callbacks";
import { pinnedCall } from "hz:core/pinned";
import { replace } from "hz:core/replace";

const { apply, construct: nativeConstruct, get: nativeGet, getPrototypeOf } = Reflect;
const { then, finally: nativeFinally } = Promise.prototype;
const { resolve: nativeResolve, all, allSettled, any, race } = Promise;
const { getOwnPropertyDescriptor } = Object;
const { isArray } = Array;
const NativePromise = Promise;
const NativeProxy = Proxy;
const NativeRegistry = FinalizationRegistry;

replace(Promise.prototype, {
  then(onFulfilled, onRejected) {
    return apply(then, this, [reaction(onFulfilled), reaction(onRejected)]);
  },

  // V8's own `catch` and `finally` call `then`, the latter with functions of its own around this one.
  finally(onFinally) {
    return apply(nativeFinally, this, [finalReaction(onFinally)]);
  },
});

replace(Reflect, {
  construct(target, args, newTarget) {
    const isExecutor = isArray(args) && args.length === 1 && typeof args[0] === "function" && isPromiseClass(target);
    const list = isExecutor ? [nested(args[0])] : args;
    return arguments.length < 3 ? nativeConstruct(target, list) : nativeConstruct(target, list, newTarget);
  },
});

// Whether Promise.resolve is V8's. It must not be read: V8 reads it, and a program may see how often.
function hasOwnResolve() {
  const property = getOwnPropertyDescriptor(NativePromise, "resolve");
  return property !== undefined && property.value === nativeResolve;
}

// What V8 makes of a constructor of promises other than its own: `new C(executor)`, `C.resolve(item)`, and calls of the functions
// that C gave the executor. It gets a proxy that never gives it the sentinel; C itself sees nothing of that.
function guardedConstructor(constructor) {
  if ((constructor === NativePromise && hasOwnResolve()) || typeof constructor !== "function") return constructor;
  const proxy = new NativeProxy(constructor, {
    __proto__: null,

    construct(target, args, newTarget) {
      const executor = args[0];
      const guarded = [(resolve, reject) => executor(nestedUnlessLeaf(resolve), nestedUnlessLeaf(reject))];
      return pinnedCall(nativeConstruct(target, guarded, newTarget === proxy ? target : newTarget));
    },

    get(target, key, receiver) {
      const value = nativeGet(target, key, receiver === proxy ? target : receiver);
      if (key !== "resolve" || typeof value !== "function") return value;
      return (item) => pinnedCall(apply(value, target, [item]));
    },
  });
  return proxy;
}

replace(Promise, {
  all(iterable) {
    return apply(all, guardedConstructor(this), [iterable]);
  },

  allSettled(iterable) {
    return apply(allSettled, guardedConstructor(this), [iterable]);
  },

  any(iterable) {
    return apply(any, guardedConstructor(this), [iterable]);
  },

  race(iterable) {
    return apply(race, guardedConstructor(this), [iterable]);
  },
});

let runExecutor = null;

/** The compiled half: `run(executor, resolvers)` calls the executor and gives the promise. It may suspend. */
export function setRunExecutor(run) {
  runExecutor = run;
}

/** hz$p: `new constructor(callback)`, written `source`, where the callback may block. */
export function constructWith(constructor, callback, source) {
  if (typeof constructor !== "function") throw new TypeError(`${source} is not a constructor`);
  if (typeof callback === "function") {
    if (constructor === NativePromise) return runExecutor(callback, apply(withResolvers, NativePromise, []));
    if (constructor === NativeRegistry) return new NativeRegistry(reaction(callback));
    return new constructor(executorFor(callback, constructor));
  }
  return new constructor(callback);
}

/** hz$X: the argument of `super(…)` in a constructor called for `target`. */
export function executorFor(callback, target) {
  return typeof callback === "function" && isPromiseClass(target) ? nested(callback) : callback;
}

// Classes of which it is known that they are no promises: what a class extends hardly ever changes.
const others = newWeakSet();

function isPromiseClass(constructor) {
  if (others.has(constructor)) return false;
  let parent = constructor;
  while (typeof parent === "function") {
    if (parent === NativePromise) return true;
    // No trap of a proxy is asked: the question is none of the program's.
    const parts = ops.proxyParts(parent);
    parent = parts === undefined ? getPrototypeOf(parent) : parts[0];
  }
  if (typeof constructor === "function") others.add(constructor);
  return false;
}
