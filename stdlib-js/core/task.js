// Starting green threads, and the handle that a program has of one.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { ATOMIC, DONE, FAILED, FETCHED, HIGH, LOOP, LOW, extraOf, nameOf } from "hz:core/thread";
import {
  adopt, cancel, join, main, mayBlock, park, promiseOf, ready, running, spawn, wasCancelled, whenOver,
} from "hz:core/scheduler";
import { noteWait } from "hz:core/frames";
import { callOut } from "hz:core/loop";
import { limitCpu, limitWall } from "hz:core/limits";
import { priority, status } from "hz:core/report";
//@trace import * as trace from "hz:core/trace";

let threadOf;

/** A green thread, as the program sees it. */
export class Task {
  #thread;

  constructor(thread) {
    this.#thread = thread;
  }

  /** Waits for the end: gives the result, or throws what the thread threw. */
  join() {
    return join(this.#thread);
  }

  /** Makes the operation that blocks the thread (or its next one, or its next poll) throw; false if it has ended. */
  cancel(reason) {
    return cancel(this.#thread, reason);
  }

  get id() {
    return this.#thread.id;
  }

  get name() {
    return nameOf(this.#thread);
  }

  set name(name) {
    extraOf(this.#thread).name = `${name}`;
    //@trace trace.named(this.#thread);
  }

  /** "new", "ready", "running", "blocked", "done", "failed" or "cancelled". */
  get status() {
    return wasCancelled(this.#thread) ? "cancelled" : status(this.#thread);
  }

  /** "high", "normal" or "low". A thread's children inherit it. */
  get priority() {
    return priority(this.#thread);
  }

  set priority(value) {
    const mark = { high: HIGH, normal: 0, low: LOW }[value];
    if (mark === undefined) throw new RangeError(`priority: expected "high", "normal" or "low", not ${String(value)}`);
    const thread = this.#thread;
    thread.marks = (thread.marks & ~(HIGH | LOW)) | mark;
  }

  /** How long the thread runs before it is pre-empted, in milliseconds; 0 means the program's slice. */
  get sliceMs() {
    return this.#thread.extra === null ? 0 : this.#thread.extra.sliceMs;
  }

  set sliceMs(ms) {
    if (!(ms >= 0)) throw new RangeError(`sliceMs: expected a number of at least 0, not ${String(ms)}`);
    extraOf(this.#thread).sliceMs = +ms;
  }

  /** How much CPU time the thread may use, in milliseconds; 0 means the program's limit. Only here, not on other cores. */
  get cpuLimitMs() {
    return this.#thread.extra === null ? 0 : this.#thread.extra.cpuMs;
  }

  set cpuLimitMs(ms) {
    limitCpu(this.#thread, positive("cpuLimitMs", ms));
  }

  /** For `await`: a promise of the result. */
  then(onFulfilled, onRejected) {
    return promiseOf(this.#thread).then(onFulfilled, onRejected);
  }

  get [Symbol.toStringTag]() {
    return "Task";
  }

  static {
    threadOf = (task) => task.#thread;
  }
}

/** Starts a green thread in this isolate; it shares the heap with its starter. */
export function goLocal(fn, ...args) {
  if (typeof fn !== "function") throw new TypeError(`go.local: expected a function, not ${typeof fn}`);
  return new Task(spawn(fn, args));
}

// Where threads start that may run on any core. Until remote.js takes over, that is here, with copies of the arguments, so
// that a program means the same.
let startAnywhere = (core, fn, args, _cpuMs, wallMs) => {
  const task = goLocal(fn, ...args.map((value) => ops.structuredClone(value)));
  if (wallMs !== undefined) limitWall(threadOf(task), wallMs);
  return task;
};

/** remote.js sets how a thread is started on core `core` (-1: on any). */
export function setStartAnywhere(start) {
  startAnywhere = start;
}

/** Starts a green thread on whichever core has room; it shares nothing with its starter. */
export function go(fn, ...args) {
  return startAnywhere(-1, fn, args);
}

go.local = goLocal;

/** As `go`, with options: the core, a name, limits. */
go.with = function withOptions(options, fn, ...args) {
  const { core = -1, name, cpuMs = 0, wallMs = 0 } = options;
  const cpu = cpuMs === 0 ? 0 : positive("cpuMs", cpuMs);
  const wall = wallMs === 0 ? 0 : positive("wallMs", wallMs);
  const task = startAnywhere(core, fn, args, cpu, wall === 0 ? undefined : wall);
  if (name !== undefined) task.name = name;
  return task;
};

function positive(what, ms) {
  if (ms > 0 && ms < 2 ** 31) return +ms;
  throw new RangeError(`${what}: expected a number of milliseconds above 0, not ${String(ms)}`);
}

go.on = function on(core, fn, ...args) {
  return startAnywhere(core, fn, args);
};

/**
 * Calls `then(failed, value, status)` when a task ends; it must not block. A cancelled task has not failed. With `claims`, its
 * exception is dealt with by that, whoever joins the task. Gives a function that takes the call back.
 */
export function whenEnded(task, then, claims = true) {
  const thread = threadOf(task);
  if (claims) thread.marks |= FETCHED;
  const onEnd = () => then(thread.state === FAILED && !wasCancelled(thread), thread.value, task.status);
  if (thread.state === DONE || thread.state === FAILED) {
    callOut(onEnd);
    return () => {};
  }
  whenOver(thread, onEnd);
  return () => {
    if (thread.extra.onEnd !== null) thread.extra.onEnd.delete(onEnd);
  };
}

/** A task's exception is dealt with, whoever joins the task. */
export function claim(task) {
  threadOf(task).marks |= FETCHED;
}

/** Whether a task is a callback of the event loop (a timer's, a promise's…), which is no green thread of its own. */
export function isCallback(task) {
  const thread = threadOf(task);
  return (thread.marks & LOOP) !== 0 && thread !== main;
}

/** The running green thread. */
export function current() {
  return new Task(running());
}

/** Calls a function during which the thread is neither pre-empted nor able to block. */
export function atomically(fn, ...args) {
  const thread = running();
  const extra = extraOf(thread);
  extra.atomicDepth++;
  thread.marks |= ATOMIC;
  try {
    return fn(...args);
  } finally {
    if (--extra.atomicDepth === 0) thread.marks &= ~ATOMIC;
  }
}

const { then } = Promise.prototype;

class PromiseWait {
  constructor(thread) {
    this.thread = thread;
  }

  settle(value, isError) {
    if (this.thread === null) return;
    if (isError) noteWait(value, this.thread);
    ready(this.thread, value, isError);
  }

  withdraw() {
    this.thread = null;
  }

  describe() {
    return "promise";
  }
}

/** Blocks the thread until a promise settles: gives its value, or throws its reason. */
export function wait(promise) {
  if (promise instanceof Task) return promise.join();
  mayBlock();
  const pending = new PromiseWait(running());
  Reflect.apply(then, Promise.resolve(promise), [
    (value) => pending.settle(value, false),
    (reason) => pending.settle(reason, true),
  ]);
  return park(pending);
}

/** For native code that calls `fn`: a promise of its result when it blocks, else the result. */
export function promiseIfBlocked(result) {
  return result === S ? adopt() : result;
}

