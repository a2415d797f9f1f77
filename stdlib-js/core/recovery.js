// What is left of an isolate after a limit has stopped all its JavaScript, and who is ended for it.
//
// Everything on the native stack down to the nearest guard is gone; everything on the heap is as it was. So whoever had native
// frames there is ended, and what the scheduler itself was about (telling the end of a thread, delivering events) is taken up
// again. Only promise jobs cannot be: V8 drops them. Then all threads of the isolate are ended. Who else is to blame for a heap
// that stays full is another matter: blame.js.

import ops from "hz:internal/ops";
import { DeadlockError, LimitError } from "hz:core/errors";
import { BLOCKED, DONE, FAILED, LOOP, PINNED, RUNNING, Waiter } from "hz:core/thread";
import { settleAfter } from "hz:core/blame";
import { forgetInstalled } from "hz:core/environment";
import { cpuLimitOf } from "hz:core/limits";
import { forgetPacking } from "hz:core/pack";
import { nestingDepth, pinnedThreads, stopNesting } from "hz:core/pinned";
import { batchDepth, forgetJobs, jobDepth, stopBatches, stopJobs, uncaught } from "hz:core/loop";
import { push, takeQueued } from "hz:core/run_queue";
import {
  cancel, describeThread, eachListed, endingDepth, finish, forgetCapture, isJoining, main, running, setRunning, stopEndings, tellEnd,
} from "hz:core/scheduler";

const words = ops.words;
const HEAP_FULL = 7;

/** How much lies on the native stack, for `recover`. */
function depth() {
  return { nesting: nestingDepth(), jobs: jobDepth(), endings: endingDepth(), batches: batchDepth() };
}

const GROUND = { nesting: 0, jobs: 0, endings: 0, batches: 0 };

/**
 * Calls `run(thread)` on top of the native frames of a thread. When a limit stops what runs there, they are not lost: the
 * offender is ended, and `run` is called again.
 */
export function guarded(run, thread) {
  const floor = depth();
  let result;
  const call = () => {
    result = run(thread);
  };
  for (;;) {
    const offence = ops.guard(call);
    if (offence === undefined) return result;
    recover(offence[0], offence[1], floor, thread);
  }
}

/**
 * JavaScript was stopped by a limit and has left the native stack down to `floor`, where `below` runs on. Ends the thread that
 * ran, and those that had native frames between; all threads of the isolate when there is still no room. Callbacks of the
 * main isolate and its top level belong to no thread that could be ended: there the exception is uncaught.
 */
export function recover(limit, message, floor = GROUND, below = null) {
  if (floor === GROUND) forgetPacking();
  const offender = running();
  // Who has no limit of its CPU time held the core for longer than all of its time.
  const error = new LimitError(limit === "cpu" && cpuLimitOf(offender) === 0 ? "wall" : limit, message);
  const { lost, hasUnattributed } = whatIsLost(offender, floor, below);
  const half = stopEndings(floor.endings);
  // A result that could not be told fills the heap no longer.
  for (const thread of half) thread.value = undefined;
  const batches = stopBatches(floor.batches);
  forgetJobs(lost);
  forgetInstalled();
  forgetCapture();
  words[HEAP_FULL] = 0;
  setRunning(below ?? main);
  // An end that was being told ran the callbacks; it is its thread's affair.
  const isAttributed = !hasUnattributed || half.length !== 0;
  const isFull = ops.restoreHeap();
  if (!isAttributed && ops.isolate === 0) uncaught(error, isFull ? main : offender);
  for (const thread of half) tellEnd(thread, error);
  for (const thread of lost) {
    if (thread === offender) end(thread, error);
    else end(thread, new LimitError(limit, `${describeThread(thread)} was lost with another one above it on the stack: ${message}`));
  }
  if (isAttributed) settleAfter(isFull, message);
  else endAll(error);
  for (const batch of batches) batch.goOn(error);
}

// The threads that had native frames above the floor, and whether callbacks or promise jobs that belong to nobody had.
function whatIsLost(offender, floor, below) {
  const lost = new Set();
  // A thread that does not run is on the heap: the scheduler itself was stopped, for work that nobody can be blamed for.
  const loseIfRunning = (thread) => {
    if (thread.state === RUNNING && thread !== below) lost.add(thread);
  };
  loseIfRunning(offender);
  stopNesting(floor.nesting, (thread) => lost.add(thread));
  stopJobs(floor.jobs, loseIfRunning);
  let hasUnattributed = false;
  for (const thread of lost) {
    thread.top = null;
    if (isUnattributed(thread)) hasUnattributed = true;
  }
  return { lost, hasUnattributed };
}

// Callbacks and promise jobs belong to nobody in particular, and V8 has dropped the jobs that were queued.
export function isUnattributed(thread) {
  return thread === main || (thread.marks & LOOP) !== 0;
}

export function isOver(thread) {
  return thread.state === DONE || thread.state === FAILED;
}

// ------------------------------------------------------------------------------------------ peers

/**
 * All threads of all cores are asleep for ever, and limits have ended others: what waits for somebody's channel or lock throws,
 * with the causes.
 */
export function abandonWaits(causes) {
  const stuck = new Set([main, ...pinnedThreads()]);
  eachListed((thread) => stuck.add(thread));
  for (const thread of stuck) {
    if (thread.state !== BLOCKED || thread.wait === null || !waitsForPeers(thread)) continue;
    const what = thread.wait.describe();
    cancel(thread, new DeadlockError(`this wait (${what}) can never end: all green threads are asleep, and ${causes}`));
  }
}

// A thread that joins one of the others, or has its end elsewhere, goes on after it.
function waitsForPeers(thread) {
  const { wait } = thread;
  return wait instanceof Waiter ? wait.queue !== null && !isJoining(thread) : wait.isForPeers === true;
}

// -------------------------------------------------------------------------------------------- end

/** Ends all threads of the isolate. */
export function endAll(error) {
  const all = new Set(takeQueued());
  eachListed((thread) => all.add(thread));
  for (const thread of all) {
    // A job that was pre-empted goes on: it is no thread.
    if (isUnattributed(thread)) {
      if (thread.state !== BLOCKED && thread.state !== RUNNING && !isOver(thread)) push(thread);
    } else if (thread.state === RUNNING || (thread.marks & PINNED) !== 0) cancel(thread, error);
    else end(thread, error);
  }
}

/** Ends a thread from outside: none of its code runs any more. It must not have native frames. */
export function end(thread, error) {
  if (isOver(thread)) return;
  if (isUnattributed(thread)) {
    if (ops.isolate === 0) uncaught(error, thread);
    return;
  }
  thread.marks &= ~PINNED;
  if (thread.state === BLOCKED && thread.wait !== null) {
    thread.wait.withdraw();
    thread.wait = null;
  }
  finish(thread, error, FAILED);
}
