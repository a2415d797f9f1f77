// In place of core/run_queue.js: the same queue, and a word to the driver when a thread becomes ready while it rests.

import * as queue from "hz:core/run_queue";
import { wakeIfResting } from "hz:standalone/rest";

export * from "hz:core/run_queue";

const { push: add, pushSpent: addSpent } = queue;

/** Adds a thread that became ready. */
export function push(thread) {
  add(thread);
  wakeIfResting();
}

/** Adds a thread that has used up its slice. */
export function pushSpent(thread) {
  addSpent(thread);
  wakeIfResting();
}
