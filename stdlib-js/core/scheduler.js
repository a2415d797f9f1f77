// The scheduler of an isolate: who runs, and how a thread stops and goes on.
//
// A thread stops when an operation (or a poll) in it gives the sentinel S. Its compiled callers then
// append one frame each to the *capture under way* (`save`), innermost first. What called the
// outermost of them (`drive` here, or `pinned.js`) puts these frames on top of the thread's older ones.
// To go on, `drive` calls the resume version of the innermost frame and feeds each result to the next.
//
// Invariants:
// - `current` is the thread whose code runs. Only `run` and pinned.js change it.
// - A thread is in the run queue exactly if its state is NEW, READY, THROWS or YIELDED, it does not run and it is not PINNED.
// - `wait` is set exactly while a thread is blocked, or about to be (the capture is under way); a capture
//   with `wait === null` is a pre-emption or a yield, and the thread is ready at once.
// - Between the sentinel's first return and its arrival at a driver no other code of the program runs.
//
// The state is in variables of this module, not in an object: every switch reads them several times.

import ops from "hz:internal/ops";
import { S } from "hz:core/sentinel";
import { seeded, below } from "hz:core/random";
import { CancelledError, UsageError, cancellation } from "hz:core/errors";
import { admit, coarseMs, jobsWaiting, loopIsFree, turn, idle, lost, released } from "hz:core/loop";
import { Ring } from "hz:core/ring";
import { readyBelow, runCapture } from "hz:core/pinned";
import * as kinds from "hz:core/thread";
import { Thread, Waiter, WaitQueue, extraOf } from "hz:core/thread";

const { NEW, READY, THROWS, BLOCKED, YIELDED, DONE, FAILED } = kinds;
const { PINNED, CANCELLED, ATOMIC, HIGH, LOW, LISTED, FETCHED, LOOP, SPECIAL } = kinds;

const { getPrototypeOf } = Object;
const plainConstructor = Function.prototype;
const words = ops.words;
const stress = ops.stress === true;
// Under --stress every poll takes its slow path, from the first one on; nothing resets the word.
if (stress) words[0] = 1;
// Untransformed code (`--native`) does not know the sentinel: every wait is one inside native code.
const native = ops.native === true;

// Switches between two looks at the inbox, the timers and the promise jobs when threads never use up
// their slices. Go looks at its global queue as often; a look costs about as much as ten switches.
const SWITCHES_PER_LOOK = 61;

/** Counts for --stats. Spawned threads are counted by their ids. */
export const counts = { preempted: 0, pinned: 0, deepestNesting: 0, looks: 0 };

let lastId = 0;
let living = 1;
let current = new Thread(++lastId, "main", null, null, null);
current.marks = LOOP | LISTED | FETCHED;
current.state = kinds.RUNNING;

/** The thread that runs the program's top-level statements. */
export const main = current;

/** How many threads have not ended; the event loop's own is not one of them. */
export function alive() {
  return living;
}

/** How many threads were ever made. */
export function spawned() {
  return lastId;
}

export function running() {
  return current;
}

/** For pinned.js and loop.js only: they run code of another thread on top of the current one. */
export function setRunning(thread) {
  current = thread;
}

// ---------------------------------------------------------------------------------------- capture

let first = null;
let last = null;

/** hz$v: appends a frame to the capture under way. The frame is the array of the arguments itself. */
export function save(...frame) {
  if (last === null) first = frame;
  else last[0] = frame;
  last = frame;
  const target = frame[4];
  if (target !== undefined && getPrototypeOf(target) !== plainConstructor) {
    // A derived constructor reached this one by `super()` and would take the sentinel for `this`. So the
    // frames are run to their end here, on top of the native frames of both.
    return runCapture();
  }
  return S;
}

/** Takes the frames of the capture under way; they end in null. */
export function takeCapture() {
  const frames = last === null ? null : first;
  first = last = null;
  return frames;
}

/**
 * Runs a thread's frames, innermost first, beginning with a result (or an exception) for the innermost.
 * Gives the outermost frame's result, throws its exception, or gives S with the frames back in place.
 */
export function drive(thread, value, isError) {
  for (;;) {
    const frame = thread.top;
    if (frame === null) {
      if (isError) throw value;
      return value;
    }
    thread.top = frame[0];
    try {
      value = frame[1](frame, value, isError);
      isError = false;
    } catch (error) {
      value = error;
      isError = true;
      continue;
    }
    if (value === S) {
      keepCapture(thread);
      return S;
    }
    // The result of `new` is the new object unless the constructor returned another.
    if (frame[4] !== undefined && !isObject(value)) value = frame[3];
  }
}

function isObject(value) {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

/** Puts the capture under way on top of the thread's older frames. */
function keepCapture(thread) {
  if (last !== null) {
    last[0] = thread.top;
    thread.top = first;
    first = last = null;
  }
}

// -------------------------------------------------------------------------------------- run queue

const normal = new Ring(1024);

// Threads of high and low priority have queues of their own, used only if there are such threads.
const high = new Ring(16);
const low = new Ring(16);
let prioritized = 0;
let picks = 0;

function push(thread) {
  const marks = thread.marks;
  if ((marks & SPECIAL) === 0) normal.push(thread);
  else if ((marks & PINNED) === 0) {
    ((marks & HIGH) !== 0 ? high : low).push(thread);
    prioritized++;
  }
}

/** The next thread to run, or undefined. */
function next() {
  if (prioritized !== 0 || seeded) {
    const thread = pick();
    if (thread !== undefined) return thread;
  }
  return normal.shift();
}

// High before normal before low, but every 4th pick looks at normal first and every 16th at low first,
// so that none starves. With a seed, the first thread of the queue is exchanged with a random one.
function pick() {
  if (seeded && normal.length > 1) normal.bringForward(below(normal.length));
  if (prioritized === 0) return undefined;
  picks = (picks + 1) & 15;
  const lowIsDue = low.length > 0 && (picks === 0 || normal.length + high.length === 0);
  const highIsDue = high.length > 0 && (normal.length === 0 || (picks & 3) !== 0);
  if (!lowIsDue && !highIsDue) return undefined;
  prioritized--;
  return lowIsDue ? low.shift() : high.shift();
}

/** How many threads are in the run queue. */
export function queued() {
  return normal.length + prioritized;
}

/** Calls `visit` with each thread in the run queue. */
export function eachQueued(visit) {
  for (const queue of [high, normal, low]) {
    for (let i = 0; i < queue.length; i++) visit(queue.at(i));
  }
}

// ---------------------------------------------------------------------------------------- threads

/** Makes a thread that will call `entry(...args)`, and queues it. */
export function spawn(entry, args) {
  const env = current.env;
  const thread = new Thread(++lastId, entry, args, env, current);
  const inherited = current.marks & (HIGH | LOW);
  if (inherited !== 0) thread.marks = inherited;
  if (env !== null && env.context !== null) env.context.join(thread);
  living++;
  words[2] = 1;
  push(thread);
  return thread;
}

/** Name of the event loop's threads. */
export const LOOP_NAME = "event loop";

/** Makes a thread that somebody in another isolate started: it has no starter and no environment here. */
export function spawnForeign(entry, args) {
  const thread = new Thread(++lastId, entry, args, null, null);
  thread.marks = FETCHED;
  living++;
  words[2] = 1;
  push(thread);
  return thread;
}

/** Stands for a thread that runs in another isolate: blocked on `wait` until its end is reported by `finish`. */
export function spawnElsewhere(entry, wait) {
  const env = current.env;
  const thread = new Thread(++lastId, entry, null, env, current);
  thread.state = BLOCKED;
  thread.since = coarseMs;
  thread.wait = wait;
  if (env !== null && env.context !== null) env.context.join(thread);
  living++;
  return thread;
}

/** Makes a thread of the event loop: it lives by jobs, and is not queued. */
export function makeLoopThread() {
  return new Thread(++lastId, LOOP_NAME, null, null, null);
}

/**
 * hz$a: turns the capture under way into a thread of its own, which goes on where the current one would have
 * blocked. Gives a promise of what the captured frames come to.
 */
export function adopt() {
  const from = current;
  const thread = new Thread(++lastId, from.entry, null, from.env, from);
  living++;
  thread.top = takeCapture();
  thread.marks = from.marks & (HIGH | LOW);
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
  if (thread.env !== null && thread.env.context !== null) thread.env.context.join(thread);
  return promiseOf(thread);
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

function start(thread) {
  const args = thread.top;
  const entry = thread.entry;
  thread.top = null;
  switch (args.length) {
    case 0: return entry();
    case 1: return entry(args[0]);
    case 2: return entry(args[0], args[1]);
    case 3: return entry(args[0], args[1], args[2]);
    default: return entry(...args);
  }
}

/** Runs a thread until it stops or ends. */
function run(thread) {
  const state = thread.state;
  let value = thread.value;
  current = thread;
  thread.state = kinds.RUNNING;
  try {
    if ((thread.marks & CANCELLED) !== 0 && (state === NEW || state === YIELDED)) {
      value = dropped(thread, state);
    } else if (state === NEW) {
      value = start(thread);
    } else {
      thread.value = undefined;
      value = drive(thread, value, state === THROWS);
    }
  } catch (error) {
    finish(thread, error, FAILED);
    return;
  }
  if (value === S) suspended(thread);
  else finish(thread, value, DONE);
}

// A cancelled thread that has not begun only ends; one that was stopped at a poll throws there.
function dropped(thread, state) {
  const error = takeCancellation(thread);
  if (state === NEW) {
    thread.top = null;
    throw error;
  }
  return drive(thread, error, true);
}

/** After the sentinel has arrived: keeps the frames and queues the thread, unless it is blocked. */
export function suspended(thread) {
  keepCapture(thread);
  if (thread.wait === null) {
    thread.state = YIELDED;
    push(thread);
  } else {
    thread.state = BLOCKED;
    if ((thread.marks & LOOP) !== 0) leaveLoop(thread);
  }
  if ((thread.marks & LISTED) === 0) list(thread);
}

/** A job of the event loop that blocks is a thread of its own from then on; the loop goes on. */
export function leaveLoop(thread) {
  thread.marks &= ~LOOP;
  if (thread.state === BLOCKED && thread !== main) living++;
  released(thread);
}

/** Ends a thread with its result (DONE) or exception (FAILED). */
export function finish(thread, value, state) {
  thread.state = state;
  thread.value = value;
  thread.top = null;
  thread.waiter = null;
  const env = thread.env;
  if (env !== null) {
    if (env.context !== null) env.context.leave(thread);
    thread.env = null;
  }
  if (thread.wait !== null) abandon(thread);
  living--;
  if (state === FAILED || thread.marks !== 0 || thread.extra !== null) ended(thread);
  thread.starter = null;
}

/** Ends a job that blocked in a pinned place, and so became a thread, but returned to the loop in the end. */
export function retire(thread) {
  living--;
  thread.state = DONE;
  if ((thread.marks & LISTED) !== 0) unlist(thread);
}

function ended(thread) {
  if ((thread.marks & LISTED) !== 0) unlist(thread);
  if ((thread.marks & LOOP) !== 0) {
    living++; // It was not counted while it was the loop's.
    leaveLoop(thread);
  }
  const extra = thread.extra;
  const isError = thread.state === FAILED;
  if (extra !== null) {
    const { joiners, promises, onEnd } = extra;
    if (joiners !== null) {
      while (joiners.first !== null) {
        thread.marks |= FETCHED;
        ready(joiners.shift().thread, thread.value, isError);
      }
    }
    if (promises !== null) {
      for (const { resolve, reject } of promises) {
        if (isError) reject(thread.value);
        else resolve(thread.value);
      }
    }
    if (onEnd !== null) onEnd(thread);
  }
  const isLost = isError && (thread.marks & FETCHED) === 0 && !wasCancelled(thread);
  if (isLost) lost(thread, thread.starter);
}

/** The result of a thread, or its exception; blocks the current thread until there is one. */
export function join(thread) {
  if (thread.state === DONE || thread.state === FAILED) {
    thread.marks |= FETCHED;
    if (thread.state === FAILED) throw thread.value;
    return thread.value;
  }
  if (thread === current) throw new UsageError("a green thread cannot join itself");
  const extra = extraOf(thread);
  const joiners = extra.joiners ?? (extra.joiners = new WaitQueue("join", describing(thread)));
  const waiter = ownWaiter(kinds.VALUE);
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
  const name = kinds.nameOf(thread);
  return name === "" ? `thread ${thread.id}` : `thread ${thread.id} "${name}"`;
}

// The list of threads that have been suspended at least once and live: reports need blocked threads
// that nothing else refers to. A thread that runs through is never in it.
let newest = null;

function list(thread) {
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

// ------------------------------------------------------------------------------- blocking, waking

/** The current thread's own Waiter, for an operation that is about to block it; throws if it must not block. */
export function ownWaiter(shape) {
  mayBlock();
  const thread = current;
  let waiter = thread.waiter;
  if (waiter === null) waiter = thread.waiter = new Waiter(thread);
  waiter.shape = shape;
  return waiter;
}

/** Throws if the current thread was cancelled or is inside `atomically`. Comes before anything is enqueued. */
export function mayBlock() {
  const thread = current;
  if ((thread.marks & (CANCELLED | ATOMIC)) !== 0) attend(thread);
  if (thread.wait !== null) abandon(thread);
}

function attend(thread) {
  if ((thread.marks & ATOMIC) !== 0) {
    throw new UsageError("this would block, which is not possible inside atomically()");
  }
  throw takeCancellation(thread);
}

// A wait that is left over: the sentinel of its operation was dropped by code that is not compiled.
function abandon(thread) {
  thread.wait.withdraw();
  thread.wait = null;
}

/** Blocks the current thread on a wait that has been enqueued. What it gives must be returned at once. */
export function park(wait) {
  current.wait = wait;
  current.since = coarseMs;
  last = null;
  return native ? reachedBySuper() : S;
}

/** Ends a thread's wait: the value becomes the operation's result, or is thrown by it. */
export function ready(thread, value, isError) {
  thread.wait = null;
  thread.value = value;
  thread.state = isError ? THROWS : READY;
  if ((thread.marks & SPECIAL) === 0) {
    normal.push(thread);
  } else {
    push(thread);
  }
}

/** A blocked thread waits for the same by another wait. */
export function repark(thread, wait) {
  thread.wait = wait;
}

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

// The error is remembered: a thread that ends with it was cancelled, it did not fail.
function cancelError(thread, reason) {
  return (extraOf(thread).cancelError = cancellation(reason));
}

/** Whether a thread ended because it was cancelled. */
export function wasCancelled(thread) {
  if (thread.state !== FAILED) return false;
  return thread.value instanceof CancelledError || (thread.extra !== null && thread.extra.cancelError === thread.value);
}

// ------------------------------------------------------------------------------------ pre-emption

let loneYields = 0;
let nested = 0;

/** pinned.js says how many loops lie on the native stack. */
export function setNested(depth) {
  nested = depth;
}

/** Lets other threads run. With none ready it goes on at once, but now and then lets the event loop look. */
export function yieldNow() {
  const isAlone = normal.length === 0 && prioritized === 0 && nested === 0;
  if (isAlone && (loneYields = (loneYields + 1) & 63) !== 0) return undefined;
  if ((current.marks & (CANCELLED | ATOMIC)) !== 0) {
    if ((current.marks & ATOMIC) !== 0) return undefined;
    throw takeCancellation(current);
  }
  last = null;
  return S;
}

/** hz$y: the slice is used up. Gives S if another thread or the event loop has something to do. */
export function poll() {
  if (!othersWait()) return undefined;
  counts.preempted++;
  budget = 0;
  last = null;
  return S;
}

/** What a poll does first: whether the current thread should stop for others. Resets the slice. */
export function othersWait() {
  const thread = current;
  const due = seeded ? below(32) === 0 : true;
  if (!seeded && !stress) words[0] = 0;
  if ((thread.marks & ATOMIC) !== 0 || !due) return false;
  if (stress || (thread.marks & CANCELLED) !== 0) return true;
  if (thread.extra !== null && !sliceIsOver(thread.extra)) return false;
  admit();
  if (normal.length !== 0 || prioritized !== 0 || (nested !== 0 && readyBelow(thread))) return true;
  if ((thread.marks & LOOP) !== 0 || !loopIsFree()) return false;
  // Only the event loop may have something to do: it can do it here, on top, which leaves the thread's
  // native frames (and their optimised code) alone.
  turn();
  current = thread;
  return normal.length !== 0 || prioritized !== 0;
}

function sliceIsOver(extra) {
  if (extra.sliceMs === 0) return true;
  extra.ticks += words[3] || 1;
  if (extra.ticks < extra.sliceMs) return false;
  extra.ticks = 0;
  return true;
}

// ------------------------------------------------------------------------------------------- loop

let budget = SWITCHES_PER_LOOK;

/**
 * Runs ready threads and the event loop. With a target (a thread pinned on top of which this runs), until
 * the target is ready: true. Otherwise until nothing is left that could make anything ready: false.
 */
export function loop(target) {
  for (;;) {
    while (budget-- > 0) {
      const thread = next();
      if (thread === undefined) break;
      run(thread);
      if (target !== null && target.state !== BLOCKED) return true;
    }
    budget = SWITCHES_PER_LOOK;
    counts.looks++;
    admit();
    turn();
    if (target !== null && target.state !== BLOCKED) return true;
    if (normal.length === 0 && prioritized === 0 && !jobsWaiting() && !idle(target)) return false;
  }
}

/** Runs each thread that is now ready once, and the event loop if it is free. */
export function round() {
  for (let n = queued(); n > 0; n--) {
    const thread = next();
    if (thread === undefined) break;
    run(thread);
  }
  admit();
  turn();
}
