// The end by a signal that nobody listens to: all threads are cancelled, and the process ends with the last one.
//
// Callbacks, timers and promises are not waited for: who wants to end in order listens to the signal, or does its work in
// green threads, whose `finally` blocks run. A thread that this ends has not failed, whatever promise carries its error.

import ops from "hz:internal/ops";
import { CancelledError } from "hz:core/errors";
import { DONE, FAILED, GUEST } from "hz:core/thread";
import { reportUnfetched } from "hz:core/loop";
import { alive, cancel, eachListed, main, running } from "hz:core/scheduler";
import { eachQueued } from "hz:core/run_queue";

const NAMES = { 2: "SIGINT", 15: "SIGTERM" };

// What waits for a thread's promise goes on in a promise job and may start another thread, or fail. An exception passes few
// such jobs before it is reported; the jobs of a program need not ever end.
const JOBS_LEFT = 100;

const { apply } = Reflect;
const { then } = Promise.prototype;
const settled = Promise.resolve();

let ending = false;
let booted = false;
let early = 0;

/** The globals are there, and the program begins: from now on there is something to cancel. */
export function openForShutdown() {
  booted = true;
  if (early !== 0) shutDown(early);
}

/** Whether an exception is of no interest, since the process is being shut down. */
export function endsByShutdown(error) {
  return ending && error instanceof CancelledError;
}

/** The last thread has ended: so may the process. */
export function noneLeft() {
  if (ending) endAfter(JOBS_LEFT);
}

function endAfter(jobs) {
  if (alive() !== 0) return;
  if (jobs !== 0) apply(then, settled, [() => endAfter(jobs - 1)]);
  else {
    reportUnfetched();
    ops.drained();
  }
}

/** A signal that nobody listens to has come. */
export function shutDown(signal) {
  if (!booted) {
    early = signal;
    return;
  }
  ending = true;
  const threads = new Set();
  eachListed((thread) => threads.add(thread));
  eachQueued((thread) => threads.add(thread));
  threads.add(main);
  threads.add(running());
  // Other isolates' own thread only sets up their globals.
  if (ops.isolate !== 0) threads.delete(main);
  for (const thread of threads) {
    // A guest is cancelled by its home; twice would be once more in its `finally` blocks.
    const isOurs = (thread.marks & GUEST) === 0;
    if (isOurs && thread.state !== DONE && thread.state !== FAILED) cancel(thread, new CancelledError(NAMES[signal]));
  }
  if (alive() === 0) noneLeft();
}
