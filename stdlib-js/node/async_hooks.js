// node:async_hooks. AsyncLocalStorage rests on the thread-local values of green threads, which threads, timers and
// promise jobs inherit. Partial: hooks on asynchronous resources are not available.
import { currentLocals, enterLocal, enterLocals, leave, Local } from "hz:core/environment";
import { checkFunction, notAvailable } from "./internal/errors.js";

export class AsyncLocalStorage {
  #local = new Local(undefined);
  #enabled = false;

  static bind(fn) {
    return AsyncResource.bind(fn);
  }
  static snapshot() {
    return AsyncResource.bind((fn, ...args) => fn(...args));
  }

  getStore() { return this.#enabled ? this.#local.get() : undefined; }

  run(store, fn, ...args) {
    this.#enabled = true;
    const extent = enterLocal(this.#local, store);
    try {
      return fn(...args);
    } finally {
      leave(extent);
    }
  }
  exit(fn, ...args) {
    return this.run(undefined, fn, ...args);
  }
  enterWith(store) {
    this.#enabled = true;
    this.#local.set(store);
  }
  disable() { this.#enabled = false; }
}

let lastId = 1;

// Runs functions with the thread-local values that are set now.
function captured() {
  const locals = currentLocals();
  return (fn) => {
    const extent = enterLocals(locals);
    try {
      return fn();
    } finally {
      leave(extent);
    }
  };
}

export class AsyncResource {
  #id = ++lastId;
  #run;

  constructor(type) {
    if (typeof type !== "string") throw new TypeError('The "type" argument must be of type string.');
    this.#run = captured();
  }

  static bind(fn, type = undefined, thisArg = undefined) {
    checkFunction("fn", fn);
    return new AsyncResource(type ?? fn.name ?? "bound").bind(fn, thisArg);
  }

  bind(fn, thisArg = undefined) {
    checkFunction("fn", fn);
    const resource = this;
    return function (...args) {
      return resource.runInAsyncScope(fn, thisArg ?? this, ...args);
    };
  }
  runInAsyncScope(fn, thisArg = undefined, ...args) {
    return this.#run(() => fn.apply(thisArg, args));
  }
  emitDestroy() { return this; }
  asyncId() { return this.#id; }
  triggerAsyncId() { return 1; }
}

export function createHook() {
  return { enable() { throw notAvailable("async_hooks.createHook().enable"); }, disable() { return this; } };
}
export const executionAsyncId = () => 1;
export const triggerAsyncId = () => 0;
export const executionAsyncResource = () => ({});
export const asyncWrapProviders = Object.freeze({});

export default {
  AsyncLocalStorage, AsyncResource, asyncWrapProviders, createHook, executionAsyncId, executionAsyncResource, triggerAsyncId,
};
