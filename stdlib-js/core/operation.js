// Asynchronous operations of the engine: JavaScript starts one under a number, the engine posts its completion.
//
// The table of unfinished operations is as large as the program has operations under way.

import { newMap } from "hz:core/abstract";
import { hold, onEvent, release } from "hz:core/loop";
import { Call } from "hz:core/job";
import { enqueueJob } from "hz:core/loop";
import { pinnedCall } from "hz:core/pinned";
import { mayBlock, park, ready, running } from "hz:core/scheduler";

const COMPLETION = 0;

let lastId = 0;
const unfinished = newMap();

onEvent(COMPLETION, ([, id, error, value]) => {
  const operation = unfinished.get(id);
  if (operation === undefined) return; // It was withdrawn.
  unfinished.delete(id);
  release();
  const isError = error !== null && error !== undefined;
  operation.complete(isError ? error : value, isError);
});

function begin(operation, start) {
  const id = ++lastId;
  unfinished.set(id, operation);
  hold();
  try {
    // `start` is compiled code, which a pre-emption may stop before it has handed the number over.
    pinnedCall(start(id));
  } catch (error) {
    unfinished.delete(id);
    release();
    throw error;
  }
  return id;
}

// A thread that waits for an operation. A cancelled thread leaves; the completion is then dropped.
class OperationWait {
  constructor(thread, what) {
    this.thread = thread;
    this.what = what;
    this.id = 0;
  }

  complete(value, isError) {
    ready(this.thread, value, isError);
  }

  withdraw() {
    if (unfinished.delete(this.id)) release();
  }

  describe() {
    return this.what;
  }
}

/** Starts an operation (`start(id)` hands the number to a native function) and blocks the thread until it is complete. */
export function block(start, what = "an operation") {
  mayBlock();
  const wait = new OperationWait(running(), what);
  wait.id = begin(wait, start);
  return park(wait);
}

/** Starts an operation; a promise of its value. */
export function promised(start) {
  return new Promise((resolve, reject) => {
    begin({ complete: (value, isError) => (isError ? reject(value) : resolve(value)) }, start);
  });
}

/** Starts an operation; `callback(error, value)` is called as a job of the event loop. Gives its number. */
export function completed(start, callback) {
  const job = new Call(callback, [null, undefined]);
  const complete = (value, isError) => {
    job.args = isError ? [value] : [null, value];
    enqueueJob(job);
  };
  return begin({ complete }, start);
}
