// What an isolate does when it has nothing to do: it sleeps, and if that lasts it gives back memory that it does not need.
//
// V8 collects when something is allocated, so the garbage of a burst of work would stay for as long as an isolate rests. A full
// collection is worth its time only if much was allocated since the last one here.

import ops from "hz:internal/ops";

const REST_AFTER_MS = 1000;
const WORTH_BYTES = 8 * 2 ** 20;

// What was left by the last collection here.
let keptBytes = 0;

/** Sleeps until there are events, which it gives as `ops.wait` does, or the time is up (-1: for ever). */
export function sleepUntilEvents(timeoutMs, threads, pending) {
  const isLong = timeoutMs < 0 || timeoutMs > REST_AFTER_MS;
  if (!isLong || ops.collectGarbage === undefined) return ops.wait(timeoutMs, threads, pending);
  const events = ops.wait(REST_AFTER_MS, threads, pending);
  // It is woken without events too, to look at its promise jobs.
  if (events !== null || ops.words[1] !== 0) return events;
  giveBack();
  return ops.wait(timeoutMs < 0 ? timeoutMs : timeoutMs - REST_AFTER_MS, threads, pending);
}

function giveBack() {
  if (usedBytes() < 1.25 * keptBytes + WORTH_BYTES) return;
  ops.collectGarbage();
  keptBytes = usedBytes();
}

function usedBytes() {
  const { used, external } = ops.heapStatistics();
  return used + external;
}
