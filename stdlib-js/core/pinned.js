// Pinned code: what native code calls and cannot suspend (accessors, iterator methods, module bodies…).
//
// When its callee gives the sentinel, the captured frames are run to their end right there, on top of the pinned native
// frame (`runCapture`). A blocked thread runs the scheduler meanwhile, nested on its own stack; a pre-empted one lets
// each ready thread run once. Pinned threads form a stack: one that becomes ready must wait until the loops above it return.
//
// Bounds: a pre-emption is not taken when MAX_NESTED_ROUNDS loops lie on the stack, since the deeper
// one is no fairer to the threads below; a wait at MAX_NESTED_WAITS throws.

import ops from "hz:internal/ops";
import { putElement } from "hz:core/abstract";
import { watching, weighIn, weighOut } from "hz:core/blame";
import { beginCharge, endCharge, limiting } from "hz:core/limits";
import { S } from "hz:core/sentinel";
import { reinstall, uninstall } from "hz:core/environment";
import { DeadlockError, UsageError } from "hz:core/errors";
import { BLOCKED, CANCELLED, DONE, LOOP, PINNED, RUNNING, SPENT, THROWS, YIELDED } from "hz:core/thread";
import { ending, loopIsFree, setOwner, takeLoopFromBelow } from "hz:core/loop";
import { guarded } from "hz:core/recovery";
import { deadlocked } from "hz:core/report";
import {
  counts, drive, leaveLoop, loop, othersWait, putBackCapture, round, running, setNested, setRunning, takeCancellation,
  takeCapture, takeGoesOnAtOnce,
} from "hz:core/scheduler";
//@verify import * as check from "hz:core/verify";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";

const MAX_NESTED_ROUNDS = 16;
// Each nested loop needs about 2 KiB of native stack for itself, and the program's frames in between.
const MAX_NESTED_WAITS = 10_000;

// The threads on whose native frames a loop or a round runs now, the lowest first.
const pinned = [];

/** The threads on whose native frames a loop runs, the lowest first. */
export function pinnedThreads() {
  return pinned;
}

/** hz$n: runs the frames of the capture under way to their end; gives their result or throws their exception. */
export function runCapture() {
  return runFrames(false);
}

// With `stops`, gives S when the frames block; they are then the capture under way again.
function runFrames(stops) {
  const thread = running();
  const frames = takeCapture();
  const outer = thread.top;
  thread.top = frames;
  let left;
  try {
    for (;;) {
      if (thread.wait === null) passRound(thread);
      else if (stops) {
        left = thread.top;
        break;
      } else waitNested(thread);
      const value = thread.value;
      const throws = thread.state === THROWS;
      thread.value = undefined;
      thread.state = RUNNING;
      const result = drive(thread, value, throws);
      if (result !== S) return result;
    }
  } finally {
    thread.top = outer;
  }
  putBackCapture(left);
  return S;
}

/** hz$w: the value, or what the captured frames come to when it is the sentinel. */
export function pinnedCall(value) {
  return value === S ? runCapture() : value;
}

/** hz$b: async code got the sentinel. Pre-empted: goes on as `runCapture`. Blocked: S, and the caller awaits `adopt()`. */
export function asyncCall() {
  return running().wait === null ? runFrames(true) : S;
}

/** hz$q: the slice is used up in pinned code: others run on top, if there are any. */
export function pollPinned() {
  //@verify check.settles();
  if (othersWait()) passHere();
}

/** The current thread lets others run on top of its native frames. */
export function passHere() {
  if (takeGoesOnAtOnce()) return;
  counts.preempted++;
  const thread = running();
  if ((thread.marks & CANCELLED) !== 0) throw takeCancellation(thread);
  passRound(thread);
  const wasCancelled = thread.state === THROWS;
  thread.state = RUNNING;
  if (!wasCancelled) return;
  const error = thread.value;
  thread.value = undefined;
  throw error;
}

// Lets each thread that is ready run once, on top of the pinned one. One that was cancelled meanwhile has that to throw.
function passRound(thread) {
  thread.state = YIELDED;
  thread.marks &= ~SPENT;
  if (takeGoesOnAtOnce()) return;
  if (pinned.length < MAX_NESTED_ROUNDS) nest(thread, round);
  if ((thread.marks & CANCELLED) !== 0) {
    thread.value = takeCancellation(thread);
    thread.state = THROWS;
  }
}

// Runs everything else on top of the blocked thread until it is ready.
function waitNested(thread) {
  thread.state = BLOCKED;
  if (pinned.length >= MAX_NESTED_WAITS) {
    stopWaiting(thread, new UsageError(`${MAX_NESTED_WAITS} threads wait inside native code, one on top of the other`));
    return;
  }
  counts.pinned++;
  if ((thread.marks & LOOP) !== 0) leaveLoop(thread);
  // This wait may need other jobs.
  const owner = takeLoopFromBelow();
  const wasReady = nest(thread, loop);
  if (owner !== null && isUnderWay(owner) && loopIsFree()) setOwner(owner);
  if (!wasReady) endHopelessWait(thread);
}

// Whether a job's thread is still the loop's: while others waited, it may have ended, or blocked.
function isUnderWay(thread) {
  return (thread.marks & LOOP) !== 0 && thread.state !== DONE;
}

function nest(thread, run) {
  const was = thread.marks & PINNED;
  thread.marks |= PINNED;
  putElement(pinned, pinned.length, thread);
  setNested(pinned.length);
  if (pinned.length > counts.deepestNesting) counts.deepestNesting = pinned.length;
  const continuation = uninstall();
  //@trace trace.nests(thread);
  if (watching) weighOut(thread);
  if (limiting) endCharge(thread);
  try {
    return guarded(run, thread);
  } finally {
    //@verify check.expects(pinned[pinned.length - 1] === thread);
    pinned.pop();
    setNested(pinned.length);
    if (was === 0) thread.marks &= ~PINNED;
    setRunning(thread);
    if (watching) weighIn(thread);
    if (limiting) beginCharge(thread);
    reinstall(continuation);
    //@trace trace.runs(thread);
    //@hooks hooks.switches(thread);
  }
}

/** Whether a thread other than this one could go on, were it not for the native frames above its own. */
export function readyBelow(target) {
  // A loop and not `some`: built-ins that take callbacks are compiled code, which a pre-emption may stop.
  for (const thread of pinned) {
    if (thread !== target && thread.state !== BLOCKED) return true;
  }
  return false;
}

/** How many threads have native frames with a loop on top. */
export function nestingDepth() {
  return pinned.length;
}

/** JavaScript was stopped down to that depth. Calls `visit` with each thread whose native frames are gone. */
export function stopNesting(depth, visit) {
  while (pinned.length > depth) visit(pinned.pop());
  setNested(depth);
}

function endHopelessWait(thread) {
  if (ending !== "") deadlocked();
  stopWaiting(
    thread,
    new DeadlockError(
      `this wait (${thread.wait.describe()}) cannot end: it holds up ${ops.holdsUp ?? "native code below it on the stack, " +
        "in which the only threads that could go on are pinned"}`,
    ),
  );
}

function stopWaiting(thread, error) {
  thread.wait.withdraw();
  thread.wait = null;
  thread.value = error;
  thread.state = THROWS;
}
