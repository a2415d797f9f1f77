// Timers: a heap of what is due when, and the web's functions on top.
//
// Starting and stopping take constant time in the usual cases (a later one than most, the newest one) and the
// logarithm of the number of timers otherwise. Keys are in a typed array beside the timers, so that comparisons touch
// little memory. Timers of the same time fire in the order in which they were started.
//
// All of hz reads the time here. With a seed, time is virtual and the same on all cores: it moves on a little with each slice
// that is used up (`advanceBy`), and to the next timer when all isolates are asleep (runtime/src/turns.rs).

import ops from "hz:internal/ops";
import { newMap, newSet } from "hz:core/abstract";
import { seeded } from "hz:core/random";
import { currentEnv } from "hz:core/environment";
import { Call } from "hz:core/job";
import { whenComplete } from "hz:core/late";
import { enqueueImmediate, enqueueJob } from "hz:core/loop";
import { mayBlock, park, ready, running, yieldNow } from "hz:core/scheduler";

/** Whether time is virtual. */
export const isVirtual = seeded;

// The first number is the time; isolates share it, and only one of them runs.
const time = ops.virtualTime;

/** Milliseconds since the program began. */
export function clock() {
  return isVirtual ? time[0] : ops.now();
}

/** Moves virtual time on by so much. */
export function advanceBy(ms) {
  time[0] += ms;
}

/** A number of milliseconds that a program gave to `what`. */
export function milliseconds(what, ms, least = -Infinity) {
  const number = +ms;
  if (number >= least) return number;
  throw new RangeError(`${what}: expected a number of milliseconds, not ${String(ms)}`);
}

// ------------------------------------------------------------------------------------------- heap

/** Something that happens at a time: subclasses say what in `fire()`. */
export class Timer {
  constructor() {
    /** Place in the heap, or -1. */
    this.index = -1;
    this.order = 0;
    /** Whether it keeps the program alive. */
    this.keepsAlive = true;
  }
}

let times = new Float64Array(64);
const heap = [];
let nextOrder = 0;
let keepingAlive = 0;

/** When the next timer is due, or Infinity. */
export function nextDue() {
  return heap.length === 0 ? Infinity : times[0];
}

/** How many pending timers keep the program alive. */
export function refs() {
  return keepingAlive;
}

// Timers that keep the program alive only while somebody waits for what they do (`matters()`): tickers, deadlines. They are
// asked when nothing else is left. Bounded by the timers that the program has.
const conditional = newSet();

/** Adds a timer that keeps the program alive while `timer.matters()`; it must not be counted otherwise. */
export function keepWhileItMatters(timer) {
  timer.keepsAlive = false;
  conditional.add(timer);
}

/** Such a timer will not be started again. */
export function forget(timer) {
  conditional.delete(timer);
}

/** How many of those timers matter now. */
export function mattering() {
  let n = 0;
  for (const timer of conditional) if (timer.matters()) n++;
  return n;
}

/** Starts a timer; it must not be pending. */
export function start(timer, delayMs) {
  startAt(timer, clock() + delayMs);
}

export function startAt(timer, time) {
  const index = heap.length;
  if (index === times.length) {
    const larger = new Float64Array(index * 2);
    larger.set(times);
    times = larger;
  }
  timer.order = nextOrder++;
  if (timer.keepsAlive) keepingAlive++;
  heap.push(timer);
  rise(timer, time, index);
  ops.words[2] = 1;
  if (timer.index === 0 && isEarlier !== null) isEarlier();
}

let isEarlier = null;

/** Sets what is called when a timer becomes the next one that is due. */
export function onEarlier(fn) {
  isEarlier = fn;
}

/** Stops a timer; false when it was not pending. */
export function stop(timer) {
  const index = timer.index;
  if (index < 0) return false;
  timer.index = -1;
  if (timer.keepsAlive) keepingAlive--;
  const last = heap.pop();
  if (last !== timer) settle(last, times[heap.length], index);
  return true;
}

/** Fires all timers that are due. */
export function expire(now) {
  while (heap.length !== 0 && times[0] <= now) {
    const timer = heap[0];
    stop(timer);
    timer.fire(now);
  }
}

// Four children to a node: half the levels of a binary heap, and the children's keys share a cache line.
function rise(timer, time, index) {
  while (index > 0) {
    const parent = (index - 1) >> 2;
    if (times[parent] < time || (times[parent] === time && heap[parent].order < timer.order)) break;
    place(heap[parent], times[parent], index);
    index = parent;
  }
  place(timer, time, index);
}

function settle(timer, time, index) {
  if (index > 0) {
    const parent = (index - 1) >> 2;
    if (times[parent] > time || (times[parent] === time && heap[parent].order > timer.order)) {
      rise(timer, time, index);
      return;
    }
  }
  for (;;) {
    const child = earliestChild(index);
    if (child < 0 || times[child] > time || (times[child] === time && heap[child].order > timer.order)) break;
    place(heap[child], times[child], index);
    index = child;
  }
  place(timer, time, index);
}

function earliestChild(index) {
  const from = index * 4 + 1;
  const to = Math.min(from + 4, heap.length);
  let best = -1;
  for (let i = from; i < to; i++) {
    if (best < 0 || times[i] < times[best] || (times[i] === times[best] && heap[i].order < heap[best].order)) best = i;
  }
  return best;
}

function place(timer, time, index) {
  heap[index] = timer;
  times[index] = time;
  timer.index = index;
}

// ------------------------------------------------------------------------------------------ sleep

class Sleep extends Timer {
  constructor(thread) {
    super();
    this.thread = thread;
  }

  fire() {
    ready(this.thread, undefined, false);
  }

  withdraw() {
    stop(this);
  }

  describe() {
    return "sleep";
  }
}

/** Blocks the current thread for a time. */
export function sleep(ms) {
  const delay = milliseconds("sleep", ms);
  if (!(delay > 0)) return yieldNow();
  mayBlock();
  const wait = new Sleep(running());
  start(wait, delay);
  return park(wait);
}

// ------------------------------------------------------------------------------------- web functions

// The web's limit for a delay: what is larger, or not a number, counts as 1 ms.
const LONGEST_MS = 2 ** 31 - 1;

let lastTimeoutId = 0;
// Timeouts whose number the program has asked for, by that number.
const numbered = newMap();

// The timer behind a Timeout. It is a thing of its own so that the program sees none of its fields.
class Alarm extends Timer {
  constructor(timeout, callback, delayMs, args, repeats) {
    super();
    this.timeout = timeout;
    /** null when it was closed. */
    this.callback = callback;
    this.delayMs = delayMs;
    this.args = args;
    this.repeats = repeats;
    /** Environment in which the callback runs. */
    this.env = currentEnv();
    this.id = ++lastTimeoutId;
  }

  fire() {
    enqueueJob(this);
  }

  run() {
    const callback = this.callback;
    if (callback === null) return undefined;
    if (!this.repeats) numbered.delete(this.id);
    try {
      return callback.apply(this.timeout, this.args);
    } finally {
      if (this.repeats && this.callback !== null && this.index < 0) start(this, this.delayMs);
    }
  }
}

/** What setTimeout and setInterval give. */
class Timeout {
  #alarm;

  constructor(callback, delay, args, repeats) {
    checkCallback(callback);
    const delayMs = +delay;
    this.#alarm = new Alarm(this, callback, delayMs >= 1 && delayMs <= LONGEST_MS ? delayMs : 1, args, repeats);
    start(this.#alarm, this.#alarm.delayMs);
  }

  /** Stops it for good. */
  close() {
    const alarm = this.#alarm;
    stop(alarm);
    alarm.callback = null;
    if (numbered.size !== 0) numbered.delete(alarm.id);
    return this;
  }

  /** Begins its time anew. */
  refresh() {
    const alarm = this.#alarm;
    if (alarm.callback === null) return this;
    stop(alarm);
    start(alarm, alarm.delayMs);
    return this;
  }

  ref() {
    return this.#keepAlive(true);
  }

  unref() {
    return this.#keepAlive(false);
  }

  #keepAlive(keepsAlive) {
    const alarm = this.#alarm;
    if (alarm.keepsAlive !== keepsAlive && alarm.index >= 0) keepingAlive += keepsAlive ? 1 : -1;
    alarm.keepsAlive = keepsAlive;
    return this;
  }

  hasRef() {
    return this.#alarm.keepsAlive;
  }

  [Symbol.toPrimitive]() {
    numbered.set(this.#alarm.id, this);
    return this.#alarm.id;
  }

  static isTimeout(value) {
    return typeof value === "object" && value !== null && #alarm in value;
  }
}


/** What setImmediate gives. */
class Immediate {
  #call;

  constructor(callback, args) {
    checkCallback(callback);
    this.#call = new Call(callback, args);
    enqueueImmediate(this.#call);
  }

  hasRef() {
    return true;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  static cancel(value) {
    if (typeof value === "object" && value !== null && #call in value) value.#call.cancelled = true;
  }
}

const { isTimeout } = Timeout;
const { cancel } = Immediate;
whenComplete(() => {
  if (Symbol.dispose === undefined) return;
  Object.defineProperty(Timeout.prototype, Symbol.dispose, { value: Timeout.prototype.close });
  Object.defineProperty(Immediate.prototype, Symbol.dispose, { value() { cancel(this); } });
});
delete Timeout.isTimeout;
delete Immediate.cancel;

function checkCallback(callback) {
  if (typeof callback === "function") return;
  const error = new TypeError(`The "callback" argument must be of type function. Received ${typeof callback}`);
  error.code = "ERR_INVALID_ARG_TYPE";
  throw error;
}

export function setTimeout(callback, delay = 1, ...args) {
  return new Timeout(callback, delay, args, false);
}

export function setInterval(callback, delay = 1, ...args) {
  return new Timeout(callback, delay, args, true);
}

export function setImmediate(callback, ...args) {
  return new Immediate(callback, args);
}

export function clearTimeout(timeout) {
  if (isTimeout(timeout)) timeout.close();
  else if (typeof timeout === "number" || typeof timeout === "string") numbered.get(+timeout)?.close();
}

export { clearTimeout as clearInterval };

export function clearImmediate(immediate) {
  cancel(immediate);
}
