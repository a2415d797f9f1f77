// The scheduler of an isolate: who runs, and how a thread stops and goes on.
//
// A thread stops when an operation (or a poll) in it gives the sentinel S. Its compiled callers then add one frame each
// to the *capture under way* (`save`), innermost first. The frames go straight to their place on top of the thread's
// older ones; what called the outermost of them (`drive` here, or pinned.js) ends the capture. To go on, `drive` calls
// the resume version of the innermost frame and feeds each result to the next.
//
// Invariants:
// - `current` is the thread whose code runs. Only `run`, pinned.js and loop.js change it.
// - `wait` is set exactly while a thread is blocked, or about to be (the capture is under way); a capture
//   with `wait === null` is a pre-emption or a yield, and the thread is ready at once.
// - Between the sentinel's first return and its arrival at a driver no other code of the program runs.
//
// The state is in variables of this module, not in an object: every switch reads them several times. A store of a new
// object into an old one costs V8 as much as ten other instructions, so a switch makes only one: that of the frame.

import ops from "hz:internal/ops";
import { newWeakSet } from "hz:core/abstract";
import { S } from "hz:core/sentinel";
import { seeded, below } from "hz:core/random";
import { install } from "hz:core/environment";
import { UsageError } from "hz:core/errors";
import { noteFrames } from "hz:core/frames";
import { dropWait, finish, finishWith, leaveLoop, list, takeCancellation } from "hz:core/life";
import { admit, coarseMs, idle, jobsWaiting, loopIsFree, turn } from "hz:core/loop";
import { beginCharge, checkCharge, endCharge, limiting } from "hz:core/limits";
import { isTrying, isUnderTrial, watching, weighIn, weighOut } from "hz:core/blame";
import { admitSpent, isEmpty, next, push, pushSpent, queued } from "hz:core/run_queue";
import { advanceBy, clock } from "hz:core/timers";
import { obstacle } from "hz:core/native_frames";
import { passHere, readyBelow, runCapture } from "hz:core/pinned";
import * as kinds from "hz:core/thread";
import { Thread, Waiter } from "hz:core/thread";
//@verify import * as check from "hz:core/verify";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";
//@profile import * as profile from "hz:core/profile";

export * from "hz:core/life";

const { NEW, READY, THROWS, BLOCKED, YIELDED, FAILED, RUNNING } = kinds;
const { CANCELLED, ATOMIC, LISTED, FETCHED, LOOP, PINNED, SPENT, HOST } = kinds;
const verify = ops.verify === true;

const { getPrototypeOf } = Object;
const plainConstructor = Function.prototype;
const words = ops.words;
const stress = ops.stress === true;
const isSeeded = seeded;
// Under --stress and --seed every poll takes its slow path, from the first one on; nothing resets the word.
if (stress || isSeeded) words[0] = 1;
// Untransformed code (`--native`) does not know the sentinel: every wait is one inside native code.
const native = ops.native === true;

// With a seed, one poll in so many stops its thread.
const POLLS_PER_STOP = 32;
// What a slice takes of virtual time; without that, a thread that never stops would keep all timers from ever firing.
const SLICE_MS = 1;

// Switches between two looks at the inbox, the timers and the promise jobs when threads never use up
// their slices. Go looks at its global queue as often; a look costs about as much as ten switches.
const SWITCHES_PER_LOOK = 61;

/** Counts for --stats. */
export const counts = { preempted: 0, heldUp: 0, pinned: 0, deepestNesting: 0, looks: 0 };

let current = new Thread(1, "main", null, null, null);
current.marks = LOOP | LISTED | FETCHED;
current.state = RUNNING;

/** The thread that runs the program's top-level statements. */
export const main = current;

/** The thread whose code runs. */
export function running() {
  return current;
}

/** For pinned.js and loop.js only: they run code of another thread on top of the current one. */
export function setRunning(thread) {
  current = thread;
}

// ---------------------------------------------------------------------------------------- capture

// How many frames the capture under way has: none, one (the top of the thread's), or more (the outermost is `last`).
let captured = 0;
let last = null;
let capturing = null;

/** hz$v: adds a frame to the capture under way. The frame is the array of the arguments itself. */
export function save(...frame) {
  append(frame);
  return S;
}

function append(frame) {
  const thread = current;
  //@verify check.saves(frame);
  if (captured === 0) {
    captured = 1;
    capturing = thread;
    frame[0] = thread.top;
    thread.top = frame;
  } else {
    const inner = captured === 1 ? thread.top : last;
    captured = 2;
    frame[0] = inner[0];
    inner[0] = frame;
    last = frame;
  }
}

/** hz$V: the same for a function that `new` may have called; its frame has `this` and `new.target` in slots 3 and 4. */
export function saveConstruct(...frame) {
  append(frame);
  return saveTail(frame[3], frame[4]);
}

/** hz$R: a function that `new` may have called has left the stack; `new` still has to give an object. */
export function saveTail(object, target) {
  if (target === undefined) return S;
  // A derived constructor reached this one by `super()` and would take the sentinel for `this`. So the frames are run to
  // their end here, on top of the native frames of both.
  if (isDerived(target)) return runCapture();
  return save(null, finishConstruct, 0, object);
}

// The result of `new` is the new object unless the constructor returned another.
function finishConstruct(frame, value) {
  const result = take(value);
  return isObject(result) ? result : frame[3];
}

// Stands for the exception in `thrown` where a resume version gets the result of the call it waited for.
const THROWN = Object.freeze({ __proto__: null });
let thrown;

/** hz$o: the result that a resume version was given; throws when it was an exception. */
export function take(value) {
  if (value !== THROWN) return value;
  const error = thrown;
  thrown = undefined;
  throw error;
}

// Whether `new.target` is a derived class. Of a proxy that is asked of its target: a trap must not run during a capture.
function isDerived(target) {
  if (plainConstructors.has(target)) return false;
  let constructor = target;
  for (let parts; constructor !== null && (parts = ops.proxyParts(constructor)) !== undefined; ) constructor = parts[0];
  if (constructor !== null && getPrototypeOf(constructor) !== plainConstructor) return true;
  plainConstructors.add(target);
  return false;
}

const plainConstructors = newWeakSet();

/** Takes the frames of the capture under way off their thread; they end in null. Gives null when there are none. */
export function takeCapture() {
  //@verify check.arrives();
  if (captured === 0) return null;
  const innermost = capturing.top;
  const outermost = captured === 1 ? innermost : last;
  capturing.top = outermost[0];
  outermost[0] = null;
  captured = 0;
  last = null;
  return innermost;
}

/** Forgets the capture under way: all JavaScript was stopped. */
export function forgetCapture() {
  captured = 0;
  last = null;
  goesOnAtOnce = false;
  //@hooks hooks.forget();
}

/** Undoes `takeCapture` with what is left of the frames. */
export function putBackCapture(innermost) {
  //@verify check.sets();
  if (innermost === null) return;
  let outermost = innermost;
  while (outermost[0] !== null) outermost = outermost[0];
  outermost[0] = current.top;
  current.top = innermost;
  capturing = current;
  last = outermost;
  captured = 2;
}

// Begins a capture.
function beginCapture() {
  if (captured !== 0) dropCapture();
  //@verify check.sets();
}

// Frames are left over if code that is not compiled dropped their sentinel. They are dropped too, unless somebody wants them.
let takesLeftOver = null;

function dropCapture() {
  if (takesLeftOver !== null) takesLeftOver(capturing);
  else takeCapture();
}

/** Sets what takes the frames of the capture under way (`takeCapture`) that are left over on a thread. */
export function onLeftOver(take) {
  takesLeftOver = take;
}

/** Hands on what is left over by now. */
export function keepLeftOver() {
  if (captured !== 0) dropCapture();
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
    //@verify check.resumes(frame);
    try {
      if (isError) {
        isError = false;
        thrown = value;
        value = THROWN;
      }
      //@profile if (thread.top !== null) value = profile.underFrames(thread.top, frame[1], frame, value); else
      value = frame[1](frame, value);
      //@verify check.comes(value);
    } catch (error) {
      //@verify check.settles();
      if (captured !== 0) dropCapture();
      if (thread.top !== null || thread === main) noteFrames(error, thread.top);
      value = error;
      isError = true;
      continue;
    }
    if (value === S) {
      captured = 0;
      return S;
    }
  }
}

function isObject(value) {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

// -------------------------------------------------------------------------------------------- run

/** Calls the function of a new thread. Exported for its name only: see standalone/native_frames.js. */
export function start(thread) {
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

/** Runs a thread until it stops or ends, and charges it for that. */
function runLimited(thread) {
  beginCharge(thread);
  if (watching) weighIn(thread);
  run(thread);
  if (watching) weighOut(thread);
  endCharge(thread);
}

/** Runs a thread until it stops or ends. */
function run(thread) {
  const state = thread.state;
  let value = thread.value;
  //@verify check.expects((thread.marks & PINNED) === 0);
  current = thread;
  install(thread.env);
  thread.state = RUNNING;
  //@trace trace.runs(thread);
  //@hooks hooks.switches(thread);
  try {
    if ((thread.marks & CANCELLED) !== 0 && (state === NEW || state === YIELDED)) {
      value = dropped(thread, state);
    } else if (state === NEW) {
      value = start(thread);
      //@verify check.comes(value);
    } else {
      thread.value = undefined;
      value = drive(thread, value, state === THROWS);
    }
    if (stress) value = goOn(thread, value);
  } catch (error) {
    if (captured !== 0) dropCapture();
    finish(thread, error, FAILED);
    return;
  }
  if (value === S) suspended(thread);
  else {
    if (captured !== 0) dropCapture();
    finishWith(thread, value);
  }
}

/** Runs the next thread that is ready; false when there is none. */
export function runOne() {
  const thread = next();
  if (thread === undefined) return false;
  if (limiting) runLimited(thread);
  else run(thread);
  return true;
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

/** After the sentinel has arrived: queues the thread, unless it is blocked. */
export function suspended(thread) {
  captured = 0;
  //@trace trace.stops(thread);
  if (thread.wait === null) {
    thread.state = YIELDED;
    if ((thread.marks & SPENT) === 0) push(thread);
    else {
      thread.marks &= ~SPENT;
      pushSpent(thread);
    }
  } else {
    thread.state = BLOCKED;
    if ((thread.marks & LOOP) !== 0) leaveLoop(thread);
  }
  if ((thread.marks & LISTED) === 0) list(thread);
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
  if ((thread.marks & (CANCELLED | ATOMIC | HOST)) !== 0) attend(thread);
  if (thread.wait !== null) leaveWait(thread);
}

function attend(thread) {
  if ((thread.marks & ATOMIC) !== 0) {
    //@hooks if (hooks.isTelling()) throw new UsageError("this would block, which is not possible inside a hook");
    throw new UsageError("this would block, which is not possible inside atomically()");
  }
  if ((thread.marks & CANCELLED) !== 0) throw takeCancellation(thread);
  hostBlocks();
}

// A wait is left over with its frames, or without any.
function leaveWait(thread) {
  if (captured !== 0) dropCapture();
  if (thread.wait !== null) dropWait(thread);
}

let hostBlocks = null;

/** Sets what is called when a thread marked HOST is about to block. */
export function onHostBlocks(fn) {
  hostBlocks = fn;
}

/** Blocks the current thread on a wait that has been enqueued. What it gives must be returned at once. */
export function park(wait) {
  //@verify check.stops(park);
  beginCapture();
  current.wait = wait;
  current.since = coarseMs;
  return native ? runCapture() : S;
}

/** Ends a thread's wait: the value becomes the operation's result, or is thrown by it. */
export function ready(thread, value, isError) {
  //@trace trace.wakes(thread);
  thread.wait = null;
  thread.value = value;
  thread.state = isError ? THROWS : READY;
  push(thread);
}

/** A blocked thread waits for the same by another wait. */
export function repark(thread, wait) {
  thread.wait = wait;
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
  if (isEmpty() && nested === 0 && !verify && (loneYields = (loneYields + 1) & 63) !== 0) return undefined;
  if ((current.marks & (CANCELLED | ATOMIC | HOST)) !== 0) {
    if ((current.marks & ATOMIC) !== 0) return undefined;
    attend(current);
  }
  //@verify check.stops(yieldNow);
  beginCapture();
  return native ? runCapture() : S;
}

/** hz$y: the slice is used up. Gives S if another thread or the event loop has something to do. */
export function poll() {
  if (!othersWait()) return undefined;
  //@verify check.polls(poll);
  if (obstacle(poll) !== null) {
    // Native code below would take the sentinel for a value: what waits runs on top of it.
    counts.heldUp++;
    passHere();
    return undefined;
  }
  return preempt();
}

/** hz$Y: the same in a body that only compiled code calls. */
export function pollBody() {
  //@verify check.settles();
  return othersWait() ? preempt() : undefined;
}

/** Stops the current thread, which is compiled code. What it gives must be returned at once. */
export function preempt() {
  counts.preempted++;
  //@trace trace.preempts();
  budget = PREEMPTED;
  if (!stress) current.marks |= SPENT;
  beginCapture();
  return S;
}

/** What a poll does first: whether the current thread should stop for others. Resets the slice. */
export function othersWait() {
  const thread = current;
  if ((thread.marks & ATOMIC) !== 0) return false;
  if (stress) return stopUnderStress(thread);
  if (!isSeeded) words[0] = 0;
  else if (!sliceIsDrawn()) return false;
  return shouldStop(thread);
}

function sliceIsDrawn() {
  if (below(POLLS_PER_STOP) !== 0) return false;
  advanceBy(SLICE_MS);
  return true;
}

function shouldStop(thread) {
  if (watching) {
    if (isUnderTrial(thread)) return false;
    weighOut(thread);
    weighIn(thread);
  }
  if (limiting) checkCharge(thread);
  if ((thread.marks & CANCELLED) !== 0) return true;
  if (thread.extra !== null && !sliceIsOver(thread.extra)) return false;
  admit();
  if ((thread.marks & CANCELLED) !== 0 || isTrying()) return true;
  if (!isEmpty() || (nested !== 0 && readyBelow(thread))) return true;
  // A job of the event loop may wait in native code for this very thread, which must have left the stack by then.
  return (thread.marks & LOOP) === 0 && loopIsFree();
}

// Under --stress every poll captures its thread. It goes on at once, so that the order in which threads run is that of
// the program without --stress, unless it has used up its slice.
let goesOnAtOnce = false;
let sliced = null;
let sliceEnd = 0;

function stopUnderStress(thread) {
  if (isSeeded) {
    goesOnAtOnce = !sliceIsDrawn() || !shouldStop(thread);
    return true;
  }
  const now = clock();
  const isOver = sliced === thread && now >= sliceEnd;
  if (isOver || sliced !== thread) {
    sliced = thread;
    sliceEnd = now + (words[3] || 1);
  }
  goesOnAtOnce = !isOver || !shouldStop(thread);
  if (!goesOnAtOnce) sliced = null;
  return true;
}

/** The program begins: what ran before took nothing of its slice. */
export function freshSlice() {
  sliced = null;
  if (!isSeeded && !stress) words[0] = 0;
}

/** Drives a thread on that was stopped for --stress alone, and gives what it then came to. */
export function goOn(thread, value) {
  while (value === S && thread.wait === null && takeGoesOnAtOnce()) {
    captured = 0;
    value = drive(thread, undefined, false);
  }
  return value;
}

/** Whether the capture under way was for --stress alone; asked once. */
export function takeGoesOnAtOnce() {
  const atOnce = goesOnAtOnce;
  goesOnAtOnce = false;
  return atOnce;
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
// What a pre-emption leaves of it: it is time to look, and not yet the turn of threads that have used up their slices.
const PREEMPTED = -1;

/**
 * Runs ready threads and the event loop. With a target (a thread pinned on top of which this runs), until
 * the target is ready: true. Otherwise until nothing is left that could make anything ready: false.
 */
export function loop(target) {
  for (;;) {
    while (budget-- > 0) {
      const thread = next();
      if (thread === undefined) break;
      if (limiting) runLimited(thread);
      else {
        //@profile if (thread !== null) profile.underRoot(run, thread); else
        run(thread);
      }
      if (target !== null && target.state !== BLOCKED) return true;
    }
    if (budget === -1) admitSpent();
    budget = SWITCHES_PER_LOOK;
    counts.looks++;
    admit();
    turn();
    if (target !== null && target.state !== BLOCKED) return true;
    if (isEmpty() && !jobsWaiting() && !idle(target)) return false;
  }
}

// Looking at the clock costs as much as a switch.
const SWITCHES_PER_CLOCK = 16;

/**
 * Runs each thread that is now ready once, but for about a slice at most: what waits below on the native stack must not wait for
 * a hundred thousand others. Then the event loop if it is free.
 */
export function round() {
  const end = clock() + (words[3] || 1);
  for (let n = queued(); n > 0; n--) {
    const thread = next();
    if (thread === undefined) break;
    if (limiting) runLimited(thread);
    else {
      //@profile if (thread !== null) profile.underRoot(run, thread); else
      run(thread);
    }
    if (n % SWITCHES_PER_CLOCK === 0 && clock() >= end) break;
  }
  admit();
  turn();
}
