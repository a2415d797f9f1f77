// AbortController and AbortSignal. A signal made by `any` follows its sources weakly by listening on each of them
// once; a signal made by `timeout` does not keep the program alive.
import { setTimeout } from "hz:core/timers";
import { DOMException } from "./dom_exception.js";
import { defineHandler, Event, EventTarget } from "./event.js";
import { inspect } from "./inspect.js";

const mayConstruct = Symbol("mayConstruct");
const abort = Symbol("abort");

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  #algorithms = [];

  constructor(permission) {
    if (permission !== mayConstruct) throw new TypeError("Illegal constructor: use an AbortController, AbortSignal.timeout or AbortSignal.any");
    super();
  }

  static abort(reason = new DOMException("This operation was aborted", "AbortError")) {
    const signal = new AbortSignal(mayConstruct);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  static timeout(delayMs) {
    if (typeof delayMs !== "number" || !(delayMs >= 0) || delayMs > Number.MAX_SAFE_INTEGER) {
      throw new RangeError(`AbortSignal.timeout: expected milliseconds from 0 to 2^53 - 1, got ${inspect(delayMs)}`);
    }
    const signal = new AbortSignal(mayConstruct);
    const expire = () => signal[abort](new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    setTimeout(expire, Math.trunc(delayMs)).unref();
    return signal;
  }

  static any(signals) {
    const result = new AbortSignal(mayConstruct);
    const sources = [...signals];
    for (const source of sources) {
      if (!(source instanceof AbortSignal)) throw new TypeError("AbortSignal.any: expected an iterable of AbortSignals");
    }
    const aborted = sources.find((source) => source.aborted);
    if (aborted !== undefined) {
      result.#aborted = true;
      result.#reason = aborted.reason;
      return result;
    }
    for (const source of sources) source.#algorithms.push(() => result[abort](source.reason));
    return result;
  }

  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  [abort](reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const algorithms = this.#algorithms;
    this.#algorithms = [];
    for (const run of algorithms) run();
    this.dispatchEvent(new Event("abort"));
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[AbortSignal]";
    return `AbortSignal ${inspect({ aborted: this.#aborted }, { ...options, depth: options.depth - 1 })}`;
  }
}
defineHandler(AbortSignal.prototype, "abort");

export class AbortController {
  #signal = new AbortSignal(mayConstruct);

  get signal() { return this.#signal; }

  abort(reason = new DOMException("This operation was aborted", "AbortError")) {
    this.#signal[abort](reason);
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return "[AbortController]";
    return `AbortController ${inspect({ signal: this.#signal }, { ...options, depth: options.depth - 1 })}`;
  }
}

for (const [Class, keys] of [[AbortSignal, ["aborted", "reason", "throwIfAborted"]], [AbortController, ["signal", "abort"]]]) {
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
