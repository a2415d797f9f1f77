// What is left of an isolate after a limit has stopped all its JavaScript, and who is ended for it.
//
// Everything on the native stack down to the nearest guard is gone; everything on the heap is as it was. So whoever had native
// frames there is ended, and what the scheduler itself was about (telling the end of a thread, delivering events) is taken up
// again. Only promise jobs cannot be: V8 drops them. Then, and when the heap stays full though its offender has ended, all
// threads of the isolate are ended.
//
// A full heap is blamed on one thread at a time: the one that ran, or on top of which the event loop ran. Jobs and deliveries
// are not stopped the first time (LENIENT), since most often they only add the last bit to what a thread has piled up.
// While the blamed one lives nobody else is blamed; when it has ended, the heap is looked at again.

import ops from "hz:internal/ops";
import { LimitError } from "hz:core/errors";
import { BLOCKED, DONE, FAILED, LOOP, PINNED, RUNNING } from "hz:core/thread";
import { forgetInstalled } from "hz:core/environment";
import { cpuLimitOf } from "hz:core/limits";
import { forgetPacking } from "hz:core/pack";
import { nestingDepth, stopNesting } from "hz:core/pinned";
import { batchDepth, forgetJobs, jobDepth, stopBatches, stopJobs, uncaught } from "hz:core/loop";
import { push, takeQueued } from "hz:core/run_queue";
import {
  cancel, describeThread, eachListed, endingDepth, finish, forgetCapture, main, running, setRunning, stopEndings, tellEnd,
} from "hz:core/scheduler";

const words = ops.words;

/** While this word is 1, a full heap stops nothing: it becomes 2, and `settleHeap` deals with that. */
export const LENIENT = 7;

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
  const batches = stopBatches(floor.batches);
  forgetJobs(lost);
  forgetInstalled();
  forgetCapture();
  words[LENIENT] = 0;
  setRunning(below ?? main);
  // An end that was being told ran the callbacks; it is its thread's affair.
  const isAttributed = !hasUnattributed || half.length !== 0;
  const isFull = ops.restoreHeap();
  // Where the turn began at a thread's poll, what fills the heap is what that one holds, and nobody else's.
  const isOfBelow = isAttributed && canBeBlamed(below) && below.state === RUNNING;
  const endsAll = !isAttributed || (isFull && !isOfBelow);
  if (endsAll && ops.isolate === 0) uncaught(error, isFull ? main : offender);
  for (const thread of half) tellEnd(thread, error);
  for (const thread of lost) {
    if (thread === offender) end(thread, error);
    else end(thread, new LimitError(limit, `${describeThread(thread)} was lost with another one above it on the stack: ${message}`));
  }
  if (endsAll) endAll(error);
  else if (isFull) blame(below, error);
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
function isUnattributed(thread) {
  return thread === main || (thread.marks & LOOP) !== 0;
}

function isOver(thread) {
  return thread.state === DONE || thread.state === FAILED;
}

// ------------------------------------------------------------------------------------------ blame

/** Who was told that the heap is full, until the heap has been looked at after its end; null: nobody. */
export let blamed = null;

// How often the heap was full while the blamed thread did not end, and how often it may be before somebody else is blamed.
let timesFull = 0;
const PATIENCE = 3;

function canBeBlamed(thread) {
  return thread !== null && !isUnattributed(thread) && !isOver(thread);
}

function blame(thread, error) {
  blamed = thread;
  timesFull = 0;
  cancel(thread, error);
}

/** Jobs or deliveries have ended; `thread` ran before. Deals with a heap that was found full meanwhile. */
export function settleHeap(thread) {
  const wasFull = words[LENIENT] === 2;
  words[LENIENT] = 0;
  if (wasFull) heapIsFull(ops.heapMessage, thread);
}

/** The heap was found full between two turns, or while the scheduler worked: blames the thread that ran last, if it has not ended. */
export function heapIsFull(message, thread) {
  if (blamed !== null && !isOver(blamed) && ++timesFull < PATIENCE) return;
  blamed = null;
  if (!ops.restoreHeap()) return;
  const error = new LimitError("heap", message);
  if (canBeBlamed(thread)) {
    blame(thread, error);
    return;
  }
  if (ops.isolate === 0) uncaught(error, main);
  endAll(error);
}

/** Somebody was blamed: looks at the heap again once that one has ended. */
export function lookAgain(thread) {
  if (isOver(blamed)) heapIsFull(ops.heapMessage, thread);
}

// -------------------------------------------------------------------------------------------- end

function endAll(error) {
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
