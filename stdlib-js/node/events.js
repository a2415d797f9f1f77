// node:events. Listeners are kept in arrays by name, as a program sees them through `listeners` and friends. `emit` is
// compiled like any code: a listener may block its green thread, the rest follow when it goes on.
import { getEventListeners as targetListeners, EventTarget } from "../web/event.js";
import { inspect } from "../web/inspect.js";
import { checkFunction, checkInteger, coded, invalidType, outOfRange } from "./internal/errors.js";

const captureRejection = Symbol.for("nodejs.rejection");
export const errorMonitor = Symbol("events.errorMonitor");
const isCapturing = Symbol("kCapture");

let defaultMax = 10;

export function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.init = function init(options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  if (options?.captureRejections) this[isCapturing] = true;
  else this[isCapturing] = EventEmitter.prototype[isCapturing];
};

const proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;
Object.defineProperty(proto, isCapturing, { value: false, writable: true });

function add(emitter, type, listener, prepend) {
  checkFunction("listener", listener);
  if (emitter._events === undefined) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) {
    emitter.emit("newListener", type, listener.listener ?? listener);
  }
  const known = emitter._events[type];
  if (known === undefined) {
    emitter._events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof known === "function" ? (emitter._events[type] = [known]) : known;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  warnIfMany(emitter, type, list);
  return emitter;
}

function warnIfMany(emitter, type, list) {
  const max = maxOf(emitter);
  if (max <= 0 || list.length <= max || list.warned) return;
  list.warned = true;
  const warning = new Error(
    `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
      `${inspect(emitter, { depth: -1 })}. Use emitter.setMaxListeners() to increase limit`,
  );
  warning.name = "MaxListenersExceededWarning";
  Object.assign(warning, { emitter, type, count: list.length });
  globalThis.process.emitWarning(warning);
}

const maxOf = (emitter) => emitter._maxListeners ?? defaultMax;

function once(emitter, type, listener) {
  checkFunction("listener", listener);
  const state = { fired: false };
  const wrapper = function (...args) {
    if (state.fired) return undefined;
    emitter.removeListener(type, wrapper);
    state.fired = true;
    return listener.apply(emitter, args);
  };
  wrapper.listener = listener;
  return wrapper;
}

function listOf(emitter, type, unwrap) {
  const known = emitter._events?.[type];
  if (known === undefined) return [];
  const list = typeof known === "function" ? [known] : known;
  return unwrap ? list.map((listener) => listener.listener ?? listener) : [...list];
}

function unhandled(args) {
  const [error] = args;
  if (error instanceof Error) throw error;
  const text = typeof error === "string" ? `'${error}'` : inspect(error);
  const failure = coded(Error, "ERR_UNHANDLED_ERROR", `Unhandled error.${error === undefined ? "" : ` (${text})`}`);
  failure.context = error;
  throw failure;
}

function captureResult(emitter, result, type, args) {
  if (result === undefined || result === null || typeof result.then !== "function") return;
  result.then(undefined, (error) => {
    globalThis.process.nextTick(() => {
      if (typeof emitter[captureRejection] === "function") emitter[captureRejection](error, type, ...args);
      else emitter.emit("error", error);
    });
  });
}

Object.assign(proto, {
  setMaxListeners(n) {
    if (typeof n !== "number" || n < 0 || Number.isNaN(n)) throw outOfRange("n", "a non-negative number", n);
    this._maxListeners = n;
    return this;
  },
  getMaxListeners() { return maxOf(this); },

  emit(type, ...args) {
    if (type === "error") {
      if (this._events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (this._events?.error === undefined) unhandled(args);
    }
    const known = this._events?.[type];
    if (known === undefined) return false;
    if (typeof known === "function") {
      const result = known.apply(this, args);
      if (this[isCapturing]) captureResult(this, result, type, args);
      return true;
    }
    for (const listener of [...known]) {
      const result = listener.apply(this, args);
      if (this[isCapturing]) captureResult(this, result, type, args);
    }
    return true;
  },

  addListener(type, listener) { return add(this, type, listener, false); },
  prependListener(type, listener) { return add(this, type, listener, true); },
  once(type, listener) { return this.on(type, once(this, type, listener)); },
  prependOnceListener(type, listener) { return this.prependListener(type, once(this, type, listener)); },

  removeListener(type, listener) {
    checkFunction("listener", listener);
    const known = this._events?.[type];
    if (known === undefined) return this;
    const list = typeof known === "function" ? [known] : known;
    const index = list.findLastIndex((item) => item === listener || item.listener === listener);
    if (index === -1) return this;
    const removed = list[index];
    if (list.length === 1) {
      delete this._events[type];
      this._eventsCount--;
    } else {
      list.splice(index, 1);
      if (list.length === 1) this._events[type] = list[0];
    }
    if (this._events.removeListener !== undefined) this.emit("removeListener", type, removed.listener ?? removed);
    return this;
  },

  removeAllListeners(type) {
    if (this._events === undefined) return this;
    if (arguments.length === 0) {
      if (this._events.removeListener !== undefined) {
        for (const key of Reflect.ownKeys(this._events)) if (key !== "removeListener") this.removeAllListeners(key);
        this.removeAllListeners("removeListener");
      }
      this._events = Object.create(null);
      this._eventsCount = 0;
      return this;
    }
    for (const listener of listOf(this, type, false).reverse()) this.removeListener(type, listener);
    return this;
  },

  listeners(type) { return listOf(this, type, true); },
  rawListeners(type) { return listOf(this, type, false); },
  listenerCount(type, listener = undefined) {
    const list = listOf(this, type, false);
    return listener === undefined ? list.length : list.filter((item) => item === listener || item.listener === listener).length;
  },
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
});
proto.on = proto.addListener;
proto.off = proto.removeListener;

function abortError(signal) {
  const error = coded(Error, "ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  error.cause = signal.reason;
  return error;
}

function listen(target, type, listener, isOnce) {
  if (typeof target.on === "function") {
    if (isOnce) target.once(type, listener);
    else target.on(type, listener);
    return () => target.removeListener(type, listener);
  }
  if (typeof target.addEventListener === "function") {
    target.addEventListener(type, listener, { once: isOnce });
    return () => target.removeEventListener(type, listener);
  }
  throw invalidType("emitter", "EventEmitter", target);
}

// A promise of the arguments of the next event of a type.
function onceEvent(emitter, type, options = undefined) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) throw abortError(signal);
    const undo = [];
    const settle = (finish) => (...args) => {
      for (const remove of undo) remove();
      finish(args);
    };
    undo.push(listen(emitter, type, settle(resolve), true));
    if (type !== "error" && typeof emitter.on === "function") {
      undo.push(listen(emitter, "error", settle(([error]) => reject(error)), true));
    }
    if (signal !== undefined) undo.push(listen(signal, "abort", settle(() => reject(abortError(signal))), true));
  });
}
export { onceEvent as once };

// An async iterator over the arguments of events. Events wait in a queue until they are asked for.
export function on(emitter, type, options = undefined) {
  const signal = options?.signal;
  if (signal?.aborted) throw abortError(signal);
  const events = [];
  const waiting = [];
  const undo = [];
  let failure;
  let isDone = false;
  const finish = () => {
    isDone = true;
    for (const remove of undo) remove();
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  };
  const fail = (error) => {
    const waiter = waiting.shift();
    if (waiter === undefined) failure = error;
    else waiter.reject(error);
    finish();
  };
  undo.push(listen(emitter, type, (...args) => {
    const waiter = waiting.shift();
    if (waiter === undefined) events.push(args);
    else waiter.resolve({ value: args, done: false });
  }, false));
  if (type !== "error" && typeof emitter.on === "function") undo.push(listen(emitter, "error", fail, false));
  for (const name of options?.close ?? []) undo.push(listen(emitter, name, finish, true));
  if (signal !== undefined) undo.push(listen(signal, "abort", () => fail(abortError(signal)), true));
  return Object.setPrototypeOf({
    next() {
      if (events.length > 0) return Promise.resolve({ value: events.shift(), done: false });
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (isDone) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return: finish,
    throw(error) {
      fail(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() { return this; },
  }, Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype));
}

export function getEventListeners(target, type) {
  if (typeof target?.listeners === "function") return target.listeners(type);
  if (target instanceof EventTarget) return targetListeners(target, type);
  throw invalidType("emitter", ["EventEmitter", "EventTarget"], target);
}
export const listenerCount = (emitter, type) =>
  typeof emitter.listenerCount === "function" ? emitter.listenerCount(type) : getEventListeners(emitter, type).length;
export const getMaxListeners = (target) => (typeof target?.getMaxListeners === "function" ? target.getMaxListeners() : defaultMax);
export function setMaxListeners(n = defaultMax, ...targets) {
  if (typeof n !== "number" || n < 0 || Number.isNaN(n)) throw outOfRange("n", "a non-negative number", n);
  if (targets.length === 0) defaultMax = n;
  for (const target of targets) target.setMaxListeners?.(n);
}

export function addAbortListener(signal, listener) {
  checkFunction("listener", listener);
  if (signal.aborted) queueMicrotask(() => listener());
  else signal.addEventListener("abort", listener, { once: true });
  return { [Symbol.dispose]() { signal.removeEventListener("abort", listener); } };
}

export const captureRejectionSymbol = captureRejection;

Object.assign(EventEmitter, {
  EventEmitter, once: onceEvent, on, errorMonitor, captureRejectionSymbol, getEventListeners, getMaxListeners,
  setMaxListeners, listenerCount, addAbortListener, usingDomains: false,
});
Object.defineProperty(EventEmitter, "defaultMaxListeners", {
  get: () => defaultMax,
  set(value) {
    checkInteger("defaultMaxListeners", value, 0);
    defaultMax = value;
  },
  enumerable: true,
});
Object.defineProperty(EventEmitter, "captureRejections", {
  get: () => proto[isCapturing],
  set(value) { proto[isCapturing] = Boolean(value); },
  enumerable: true,
});

export const defaultMaxListeners = defaultMax;
export default EventEmitter;
