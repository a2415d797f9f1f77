// The life of threads: how they begin, end, are joined and are cancelled.
//
// Invariants:
// - `living` counts the threads that have not ended, without the event loop's own. (`leaveLoop` turns such a one into
//   a thread that counts; `ended` and `retire` undo it.)
// - An exception is handed over once it is FETCHED: joined, promised, or claimed. Others are `lost`, unless the
//   thread was cancelled.
// - A cancellation is thrown once: into the wait under way, else by the next wait or poll (CANCELLED is set until then).

import ops from "hz:internal/ops";
import { OF_PROMISE_JOB, change, currentEnv, forgetInstalled, install, leaveFrames } from "hz:core/environment";
import { CancelledError, DeadlockError, LimitError, LinkError, UsageError, cancellation } from "hz:core/errors";
import { noteJoin, noteThrow } from "hz:core/frames";
import { mainGoesOn } from "hz:core/main_thread";
import { callOut, coarseMs, lost, released } from "hz:core/loop";
import { limitWall } from "hz:core/limits";
import { push } from "hz:core/run_queue";
import { noneLeft } from "hz:core/shutdown";
import { main, ownWaiter, park, ready, running, takeCapture } from "hz:core/scheduler";
import {
  ADOPTED, BLOCKED, CANCELLED, DONE, FAILED, FETCHED, GUEST, HIGH, LISTED, LOOP, LOW, Thread, VALUE, WaitQueue, Waiter, YIELDED, extraOf,
  nameOf,
} from "hz:core/thread";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";

const { words, wallLimitMs } = ops;

// The main thread is the first one.
let lastId = 1;
let living = 1;

/** How many threads have not ended; the event loop's own is not one of them. */
export function alive() {
  return living;
}

/** The main thread, which had ended, has something to do again. */
export function countAgain() {
  living++;
  words[2] = 1;
}

/** How many threads were ever made. */
export function spawned() {
  return lastId;
}

// ------------------------------------------------------------------------------------------ begin

/** Makes a thread that will call `entry(...args)`, and queues it. */
export function spawn(entry, args) {
  const starter = running();
  let env = starter.env;
  if (env === OF_PROMISE_JOB) env = currentEnv();
  const thread = new Thread(++lastId, entry, args, env, starter);
  const inherited = starter.marks & (HIGH | LOW);
  if (inherited !== 0) thread.marks = inherited;
  if (env !== null && env.context !== null) env.context.join(thread);
  living++;
  words[2] = 1;
  push(thread);
  if (wallLimitMs !== 0) limitWall(thread, wallLimitMs);
  //@trace trace.spawned(thread, starter);
  //@hooks hooks.spawned(thread, starter);
  return thread;
}

/** Name of the event loop's threads. */
export const LOOP_NAME = "event loop";

/** Makes a thread that somebody in another isolate started: it has no starter and no environment here. */
export function spawnForeign(entry, args) {
  const thread = new Thread(++lastId, entry, args, null, null);
  thread.marks = FETCHED | GUEST;
  living++;
  words[2] = 1;
  push(thread);
  //@trace trace.spawned(thread, null);
  //@hooks hooks.spawned(thread, null);
  return thread;
}

/** Stands for a thread that runs in another isolate: blocked on `wait` until its end is reported by `finish`. */
export function spawnElsewhere(entry, wait) {
  const starter = running();
  const env = currentEnv();
  const thread = new Thread(++lastId, entry, null, env, starter);
  thread.state = BLOCKED;
  thread.since = coarseMs;
  thread.wait = wait;
  if (env !== null && env.context !== null) env.context.join(thread);
  living++;
  list(thread);
  //@trace trace.spawned(thread, starter);
  //@hooks hooks.spawned(thread, starter);
  //@trace trace.stops(thread);
  return thread;
}

/** Makes a thread of the event loop: it lives by jobs, and is not queued. */
export function makeLoopThread() {
  const thread = new Thread(++lastId, LOOP_NAME, null, null, null);
  //@trace trace.spawned(thread, null);
  return thread;
}

/** How captured frames ended that async code or the top level awaits, for that code. */
export class Ending {
  #value;
  #isError;
  #env;
  #owner;

  /** `owner` is the thread that the frames were of and that goes on itself; null when a thread of its own has ended. */
  constructor(value, isError, env, owner) {
    this.#value = value;
    this.#isError = isError;
    this.#env = env;
    this.#owner = owner;
  }

  /** The result, or the exception thrown. The thread-local values that were set are set from now on. */
  get value() {
    if (running() === this.#owner) {
      forgetInstalled();
      install(this.#owner.env);
    } else {
      change(currentEnv(), this.#env);
    }
    if (this.#isError) throw this.#value;
    return this.#value;
  }
}
// A program may give objects a `then`; this is no promise all the same.
Object.setPrototypeOf(Ending.prototype, null);

/**
 * hz$a: as `adopt`, for code that awaits the result and then asks the Ending for it. (`await` would go on to wait for a
 * result that is a promise.)
 */
export function adoptForAwait() {
  const thread = adoptThread();
  thread.marks |= FETCHED;
  return new Promise((resolve) => (extraOf(thread).onEnding = resolve));
}

/**
 * Turns the capture under way into a thread of its own, which goes on where the current one would have blocked. Gives a
 * promise of what the captured frames come to.
 */
export function adopt() {
  return promiseOf(adoptThread());
}

function adoptThread() {
  return detach(running());
}

/** Turns the capture under way, which is of the thread `from`, into a thread of its own. */
export function detach(from) {
  const isRunning = from === running();
  const env = isRunning ? currentEnv() : from.env;
  const isJob = from.env === OF_PROMISE_JOB;
  const thread = new Thread(++lastId, from.entry, null, env, from);
  living++;
  thread.top = takeCapture();
  if (isRunning) leaveFrames(thread.top);
  //@hooks hooks.detached(from, thread);
  thread.marks = (from.marks & (HIGH | LOW)) | ADOPTED;
  const wait = from.wait;
  if (wait === null) {
    thread.state = YIELDED;
    push(thread);
  } else {
    thread.state = BLOCKED;
    thread.since = from.since;
    thread.wait = wait;
    wait.thread = thread;
    from.wait = null;
    if (wait === from.waiter) {
      thread.waiter = wait;
      from.waiter = null;
    }
  }
  list(thread);
  //@trace trace.spawned(thread, from);
  //@hooks hooks.spawned(thread, from);
  //@trace trace.stops(thread);
  if (env !== null && env.context !== null) {
    env.context.join(thread);
    // Promise jobs are not interrupted when their context is cancelled: they learn it where they block.
    if (isJob && env.context.cancelled) cancel(thread, env.context.error);
  }
  return thread;
}

/** A promise of a thread's result. */
export function promiseOf(thread) {
  return new Promise((resolve, reject) => {
    thread.marks |= FETCHED;
    if (thread.state === DONE) resolve(thread.value);
    else if (thread.state === FAILED) reject(thread.value);
    else {
      const extra = extraOf(thread);
      (extra.promises ?? (extra.promises = [])).push({ resolve, reject });
    }
  });
}

// -------------------------------------------------------------------------------------------- end

/** A job of the event loop that blocks is a thread of its own from then on; the loop goes on. */
export function leaveLoop(thread) {
  thread.marks &= ~LOOP;
  if (thread.state === BLOCKED && thread !== main) living++;
  released(thread);
}

// The threads whose ends are being told to those who wait for them, in the order of the native stack.
const endings = [];

/** How many ends are being told. */
export function endingDepth() {
  return endings.length;
}

/** JavaScript was stopped down to that depth. Gives the threads whose ends were being told. */
export function stopEndings(depth) {
  return endings.splice(depth);
}

/** Tells the end of such a thread to those who do not know of it; it has failed with that error. */
export function tellEnd(thread, error) {
  thread.value = error;
  thread.state = FAILED;
  ended(thread, null);
  thread.starter = null;
  if (living === 0) noneLeft();
}

/** Ends a thread with its result (DONE) or exception (FAILED). */
export function finish(thread, value, state) {
  if (thread === main) {
    mainGoesOn(value, state === FAILED);
    return;
  }
  thread.value = value;
  thread.top = null;
  thread.waiter = null;
  const env = thread.env;
  if (env !== null) {
    if (env.context !== null) env.context.leave(thread);
    thread.env = null;
  }
  if (thread.wait !== null) dropWait(thread);
  // A limit can stop JavaScript in any call. Up to here the thread has not ended, from here on it is among `endings`.
  living--;
  thread.state = state;
  if (state === FAILED || thread.marks !== 0 || thread.extra !== null) {
    endings.push(thread);
    ended(thread, env);
    endings.pop();
  }
  //@trace trace.ends(thread, state === FAILED);
  thread.starter = null;
  if (living === 0) noneLeft();
}

const { then } = Promise.prototype;

// Blocks a thread whose function gave a promise, until that settles.
class Outcome {
  constructor(thread) {
    this.thread = thread;
  }

  end(value, state) {
    const thread = this.thread;
    if (thread === null) return;
    this.thread = null;
    thread.wait = null;
    finish(thread, value, state);
  }

  interrupt(error) {
    this.end(error, FAILED);
  }

  withdraw() {
    this.thread = null;
  }

  describe() {
    return "its promise";
  }
}

/** Ends a thread with what its function gave. A promise is waited for: the thread of an async function ends when that does. */
export function finishWith(thread, value) {
  // What async code waits for may be a promise: `await` has its own way with that.
  const isAwaited = (thread.marks & ADOPTED) !== 0;
  if (isAwaited || typeof value !== "object" || value === null || ops.promiseState(value) === undefined) {
    finish(thread, value, DONE);
    return;
  }
  const outcome = new Outcome(thread);
  thread.top = null;
  thread.state = BLOCKED;
  thread.since = coarseMs;
  thread.wait = outcome;
  if ((thread.marks & LISTED) === 0) list(thread);
  Reflect.apply(then, value, [(result) => outcome.end(result, DONE), (error) => outcome.end(error, FAILED)]);
}

/** Ends a job that blocked in a pinned place, and so became a thread, but returned to the loop in the end. */
export function retire(thread) {
  //@trace trace.ends(thread, false);
  if (--living === 0) noneLeft();
  thread.state = DONE;
  if ((thread.marks & LISTED) !== 0) unlist(thread);
}

function ended(thread, env) {
  if ((thread.marks & LISTED) !== 0) unlist(thread);
  if ((thread.marks & LOOP) !== 0) {
    living++; // It was not counted while it was the loop's.
    leaveLoop(thread);
  }
  const extra = thread.extra;
  const isError = thread.state === FAILED;
  if (extra !== null) {
    const { joiners, promises, onEnd, onEnding } = extra;
    if (joiners !== null) {
      while (joiners.first !== null) {
        thread.marks |= FETCHED;
        //@trace trace.wakesByEnd(thread);
        const joiner = joiners.shift().thread;
        if (isError) noteJoin(thread.value, joiner);
        ready(joiner, thread.value, isError);
      }
      //@trace trace.wakesByEnd(null);
    }
    if (promises !== null) {
      for (const { resolve, reject } of promises) {
        if (isError) reject(thread.value);
        else resolve(thread.value);
      }
    }
    if (onEnding !== null) onEnding(new Ending(thread.value, isError, env, null));
    if (onEnd !== null) {
      for (const call of onEnd) {
        callOut(call, thread);
        onEnd.delete(call);
      }
    }
  }
  if (isError && thread.value instanceof LimitError) noteCause(thread);
  const isLost = isError && (thread.marks & FETCHED) === 0 && !wasCancelled(thread);
  if (isLost) lost(thread, thread.starter);
}

// Of a thread on another core that core says so.
function noteCause(thread) {
  const isElsewhere = thread.extra !== null && thread.extra.core >= 0;
  if (!isElsewhere) ops.noteCause(`${describeThread(thread)} was ended: ${thread.value.message}`);
}

/** Has `call(thread)` called when a thread ends, which it has not. */
export function whenOver(thread, call) {
  const extra = extraOf(thread);
  (extra.onEnd ?? (extra.onEnd = new Set())).add(call);
}

/** Ends a wait that is left over: the sentinel of its operation was dropped by code that is not compiled. */
export function dropWait(thread) {
  thread.wait.withdraw();
  thread.wait = null;
}

/** The result of a thread, or its exception; blocks the current thread until there is one. */
export function join(thread) {
  if (thread.state === DONE || thread.state === FAILED) {
    thread.marks |= FETCHED;
    if (thread.state === FAILED) {
      noteJoin(thread.value, running());
      throw thread.value;
    }
    return thread.value;
  }
  if (thread === running()) throw new UsageError("a green thread cannot join itself");
  const extra = extraOf(thread);
  const joiners = extra.joiners ?? (extra.joiners = new WaitQueue("join", describing(thread)));
  const waiter = ownWaiter(VALUE);
  joiners.add(waiter);
  return park(waiter);
}

/** Whether a thread is blocked in a `join`. */
export function isJoining(thread) {
  return thread.wait instanceof Waiter && thread.wait.queue !== null && thread.wait.queue.what === "join";
}

function describing(thread) {
  return { describe: () => `of ${describeThread(thread)}` };
}

export function describeThread(thread) {
  const name = nameOf(thread);
  return name === "" ? `thread ${thread.id}` : `thread ${thread.id} "${name}"`;
}

// ------------------------------------------------------------------------------------------ cancel

/** Cancels a thread whose wait is over but has not reached it yet: its next wait throws, or its next poll. */
export function cancelLater(thread, reason) {
  extraOf(thread).reason = reason;
  thread.marks |= CANCELLED;
}

/** Cancels a thread: its wait throws, or the next one, or the next poll. It is thrown once. */
export function cancel(thread, reason) {
  if (thread.state === DONE || thread.state === FAILED) return false;
  if (thread.state === BLOCKED) {
    const error = cancelError(thread, reason);
    noteThrow(error, thread);
    // A wait may have something to regain before it can throw: a condition's mutex.
    if (thread.wait.interrupt !== undefined) thread.wait.interrupt(error);
    else {
      thread.wait.withdraw();
      ready(thread, error, true);
    }
    return true;
  }
  cancelLater(thread, reason);
  return true;
}

export function takeCancellation(thread) {
  const reason = thread.extra.reason;
  thread.marks &= ~CANCELLED;
  thread.extra.reason = undefined;
  return cancelError(thread, reason);
}

// The error is remembered: a thread that ends with it was cancelled, it did not fail. A failure that a link, a limit or the end
// of all others brings is the thread's own.
function cancelError(thread, reason) {
  const error = cancellation(reason);
  if (!(error instanceof LinkError || error instanceof LimitError || error instanceof DeadlockError)) extraOf(thread).cancelError = error;
  return error;
}

/** Whether a thread ended because it was cancelled. */
export function wasCancelled(thread) {
  if (thread.state !== FAILED) return false;
  return thread.value instanceof CancelledError || (thread.extra !== null && thread.extra.cancelError === thread.value);
}

// ------------------------------------------------------------------------------------------ roster

// The list of threads that have been suspended at least once and live: reports need blocked threads
// that nothing else refers to. A thread that runs through is never in it.
let newest = null;

export function list(thread) {
  thread.marks |= LISTED;
  thread.older = newest;
  if (newest !== null) newest.newer = thread;
  newest = thread;
}

function unlist(thread) {
  const { older, newer } = thread;
  if (older !== null) older.newer = newer;
  if (newer !== null) newer.older = older;
  else if (newest === thread) newest = older;
  thread.older = thread.newer = null;
}

/** Calls `visit` with each thread that has been suspended and has not ended, newest first. */
export function eachListed(visit) {
  for (let thread = newest; thread !== null; thread = thread.older) visit(thread);
}
