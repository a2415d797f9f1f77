// Event, CustomEvent and EventTarget (DOM standard, without a tree: a target is always its own whole path).
// `dispatchEvent` is compiled like any code, so a listener may block its green thread; the rest of the listeners
// follow when it goes on.
import { clock } from "hz:core/timers";
import { DOMException } from "./dom_exception.js";
import { inspect } from "./inspect.js";
import { reportError } from "./report_error.js";

const start = Symbol("start");
const finish = Symbol("finish");
const isStopped = Symbol("isStopped");
const setPassive = Symbol("setPassive");

export class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #target = null;
  #phase = 0;
  #isDispatched = false;
  #propagationStopped = false;
  #immediateStopped = false;
  #canceled = false;
  #inPassiveListener = false;
  #timeStamp = clock();

  constructor(type, init = undefined) {
    if (arguments.length === 0) throw new TypeError('The "type" argument must be specified');
    this.#type = String(type);
    this.#bubbles = Boolean(init?.bubbles);
    this.#cancelable = Boolean(init?.cancelable);
    this.#composed = Boolean(init?.composed);
  }

  get type() { return this.#type; }
  get target() { return this.#target; }
  get srcElement() { return this.#target; }
  get currentTarget() { return this.#isDispatched ? this.#target : null; }
  get eventPhase() { return this.#phase; }
  get bubbles() { return this.#bubbles; }
  get cancelable() { return this.#cancelable; }
  get composed() { return this.#composed; }
  get defaultPrevented() { return this.#canceled; }
  get returnValue() { return !this.#canceled; }
  set returnValue(value) { if (value === false) this.preventDefault(); }
  get cancelBubble() { return this.#propagationStopped; }
  set cancelBubble(value) { if (value) this.#propagationStopped = true; }
  get timeStamp() { return this.#timeStamp; }
  get isTrusted() { return false; }

  composedPath() { return this.#isDispatched ? [this.#target] : []; }
  preventDefault() { if (this.#cancelable && !this.#inPassiveListener) this.#canceled = true; }
  stopPropagation() { this.#propagationStopped = true; }
  stopImmediatePropagation() {
    this.#propagationStopped = true;
    this.#immediateStopped = true;
  }

  [start](target) {
    if (this.#isDispatched) throw new DOMException("The event is already being dispatched", "InvalidStateError");
    this.#isDispatched = true;
    this.#target = target;
    this.#phase = Event.AT_TARGET;
  }
  [finish]() {
    this.#isDispatched = false;
    this.#phase = Event.NONE;
    this.#propagationStopped = false;
    this.#immediateStopped = false;
    return !this.#canceled;
  }
  [isStopped]() { return this.#immediateStopped; }
  [setPassive](value) { this.#inPassiveListener = value; }

  [inspect.custom](depth, options) {
    if (depth < 0) return this.constructor.name;
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    return `${this.constructor.name} ${inspect({ type, defaultPrevented, cancelable, timeStamp }, { ...options, depth: options.depth - 1 })}`;
  }
}

for (const [key, value] of [["NONE", 0], ["CAPTURING_PHASE", 1], ["AT_TARGET", 2], ["BUBBLING_PHASE", 3]]) {
  Object.defineProperty(Event, key, { value, enumerable: true });
  Object.defineProperty(Event.prototype, key, { value, enumerable: true });
}

export class CustomEvent extends Event {
  #detail;
  constructor(type, init = undefined) {
    super(type, init);
    this.#detail = init?.detail ?? null;
  }
  get detail() { return this.#detail; }
}

function listenerOptions(options) {
  if (typeof options === "boolean") return { capture: options };
  if (options === null || (typeof options !== "object" && typeof options !== "function")) return { capture: Boolean(options) };
  const signal = options.signal;
  if (signal !== undefined && typeof signal?.aborted !== "boolean") {
    throw new TypeError('The "options.signal" property must be an AbortSignal');
  }
  return { capture: Boolean(options.capture), once: Boolean(options.once), passive: Boolean(options.passive), signal };
}

function checkListener(callback) {
  if (typeof callback === "function" || (typeof callback === "object" && callback !== null)) return true;
  if (callback === null || callback === undefined) return false;
  throw new TypeError(`The "listener" argument must be an EventListener, got ${inspect(callback)}`);
}

let listenersOf;

export class EventTarget {
  // type -> records { callback, capture, once, passive, removed }, in the order of registration.
  #listeners = new Map();

  addEventListener(type, callback, options = undefined) {
    if (arguments.length < 2) throw new TypeError('The "type" and "listener" arguments must be specified');
    if (!checkListener(callback)) return;
    const { capture, once = false, passive = false, signal } = listenerOptions(options);
    if (signal?.aborted) return;
    type = String(type);
    let records = this.#listeners.get(type);
    if (records === undefined) this.#listeners.set(type, (records = []));
    if (records.some((record) => record.callback === callback && record.capture === capture)) return;
    records.push({ callback, capture, once, passive, removed: false });
    signal?.addEventListener("abort", () => this.removeEventListener(type, callback, options), { once: true });
  }

  removeEventListener(type, callback, options = undefined) {
    if (arguments.length < 2) throw new TypeError('The "type" and "listener" arguments must be specified');
    const capture = Boolean(typeof options === "object" && options !== null ? options.capture : options);
    this.#remove(String(type), (record) => record.callback === callback && record.capture === capture);
  }

  #remove(type, matches) {
    const records = this.#listeners.get(type);
    const index = records?.findIndex(matches) ?? -1;
    if (index === -1) return;
    records[index].removed = true;
    // A dispatch under way holds the old list, so a new one is made.
    this.#listeners.set(type, records.toSpliced(index, 1));
  }

  dispatchEvent(event) {
    if (!(event instanceof Event)) throw new TypeError(`The "event" argument must be an Event, got ${inspect(event)}`);
    event[start](this);
    for (const record of [...(this.#listeners.get(event.type) ?? [])]) {
      if (record.removed) continue;
      if (record.once) this.#remove(event.type, (other) => other === record);
      event[setPassive](record.passive);
      try {
        const { callback } = record;
        const result = typeof callback === "function" ? callback.call(this, event) : callback.handleEvent(event);
        if (typeof result?.then === "function") result.then(undefined, reportError);
      } catch (error) {
        reportError(error);
      }
      event[setPassive](false);
      if (event[isStopped]()) break;
    }
    return event[finish]();
  }

  static {
    listenersOf = (target, type) => (target.#listeners.get(type) ?? []).map((record) => record.callback);
  }
}

// The listeners of a type, for `node:events`.
export const getEventListeners = (target, type) => listenersOf(target, type);

// `target.on<type>`: an attribute that holds one listener, which keeps its place when it is replaced.
export function defineHandler(prototype, type) {
  const handlers = new WeakMap();
  Object.defineProperty(prototype, `on${type}`, {
    get() { return handlers.get(this)?.handler ?? null; },
    set(value) {
      const handler = typeof value === "function" || (typeof value === "object" && value !== null) ? value : null;
      const known = handlers.get(this);
      if (known !== undefined) {
        known.handler = handler;
        return;
      }
      if (handler === null) return;
      const entry = { handler };
      handlers.set(this, entry);
      this.addEventListener(type, (event) => {
        if (typeof entry.handler === "function") return entry.handler.call(this, event);
      });
    },
    enumerable: true,
    configurable: true,
  });
}

for (const [Class, keys] of [
  [Event, ["type", "target", "currentTarget", "eventPhase", "bubbles", "cancelable", "composed", "defaultPrevented",
    "timeStamp", "composedPath", "preventDefault", "stopPropagation", "stopImmediatePropagation"]],
  [CustomEvent, ["detail"]],
  [EventTarget, ["addEventListener", "removeEventListener", "dispatchEvent"]],
]) {
  for (const key of keys) Object.defineProperty(Class.prototype, key, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
