// Limits of threads: CPU time, time by the wall clock.
//
// CPU time is counted in slices: the ticker counts them while a limited thread runs, and polls charge them to it. Time by the
// wall clock has a timer. A thread that is over its limit gets a LimitError, so that its `finally` blocks run, and for each
// further time of that length one more; the STRIKES-th, or native code that holds the core, has it ended from outside. If it
// runs, all JavaScript of the isolate is stopped for that. So it is when a thread fills the heap. What stood on the native
// stack is lost then (recovery.js); threads on the heap go on.

import ops from "hz:internal/ops";
import { LimitError } from "hz:core/errors";
import { BLOCKED, DONE, FAILED, LOOP, PINNED, RUNNING, THROWS, extraOf } from "hz:core/thread";
import { end } from "hz:core/recovery";
import { cancel, describeThread, main, running, whenOver } from "hz:core/scheduler";
import { Timer, start, stop } from "hz:core/timers";

const words = ops.words;
const TICKS = 5;
const CPU_LEFT_MS = 6;
const STRIKES = 3;

/** Whether any thread here has a limit of its CPU time: only then are slices counted. */
export let limiting = false;
let seenTicks = 0;

/** A thread that is about to run may use so much. */
export function beginCharge(thread) {
  const limit = cpuLimitOf(thread);
  seenTicks = words[TICKS];
  const left = limit === 0 ? 0 : Math.max(1, Math.ceil(limit - (thread.extra === null ? 0 : thread.extra.cpuUsedMs)));
  const wall = thread.extra === null ? 0 : thread.extra.wallMs;
  words[CPU_LEFT_MS] = wall !== 0 && (left === 0 || wall < left) ? Math.ceil(wall) : left;
  // What the last one left is not this one's.
  if (words[CPU_LEFT_MS] !== 0) words[0] = 0;
}

/** A thread has stopped running. */
export function endCharge(thread) {
  charge(thread);
  words[CPU_LEFT_MS] = 0;
}

function charge(thread) {
  const ticks = (words[TICKS] - seenTicks) | 0;
  seenTicks = words[TICKS];
  if (ticks !== 0 && cpuLimitOf(thread) !== 0) extraOf(thread).cpuUsedMs += ticks * words[3];
}

/** At a poll: sees to it that a thread which is over its limit is stopped there. */
export function checkCharge(thread) {
  charge(thread);
  const limit = cpuLimitOf(thread);
  if (limit === 0 || thread.extra === null || thread.extra.cpuUsedMs <= limit) return;
  const { extra } = thread;
  const message = `${describeThread(thread)} used more than its ${limit} ms of CPU time`;
  extra.cpuUsedMs = 0;
  strike(thread, new LimitError("cpu", message), ++extra.strikes >= STRIKES);
}

/** Throws a LimitError into a thread. The last one ends it, whatever it catches, unless native frames of others lie on its own. */
export function strike(thread, error, isLast) {
  const runs = thread.state === RUNNING;
  if (isLast && runs && thread === running()) stopAll(error);
  else if (!isLast || runs || (thread.marks & PINNED) !== 0) cancel(thread, error);
  else if (thread.state === BLOCKED) end(thread, error);
  else {
    // It stands in the run queue: it throws without any of its frames.
    thread.top = null;
    thread.value = error;
    thread.state = THROWS;
  }
}

function stopAll(error) {
  ops.terminate(error.limit, error.message);
  for (;;);
}

/** The limit of a thread's CPU time in milliseconds; 0: none. */
export function cpuLimitOf(thread) {
  const own = thread.extra === null ? 0 : thread.extra.cpuMs;
  if (own !== 0) return own;
  return thread === main || (thread.marks & LOOP) !== 0 ? 0 : ops.cpuLimitMs;
}

/** Limits the CPU time of a thread, in milliseconds; 0 means the program's limit. */
export function limitCpu(thread, ms) {
  extraOf(thread).cpuMs = ms;
  startLimiting();
  if (thread === running()) beginCharge(thread);
}

/** Counts slices from now on. */
export function startLimiting() {
  limiting = true;
  words[2] = 1;
}

/** What limits the time of threads that have no limit of their own, in milliseconds; 0: nothing. */
export const wallLimitMs = ops.wallLimitMs;

/** Limits the time that a thread may take from now on, in milliseconds. */
export function limitWall(thread, ms) {
  if (thread.state === DONE || thread.state === FAILED) return;
  const timer = new WallLimit(thread, ms);
  start(timer, ms);
  whenOver(thread, () => stop(timer));
  limitHold(thread, ms);
}

/** Limits the time for which a thread may hold its core without a poll: no longer than all of its time. */
export function limitHold(thread, ms) {
  extraOf(thread).wallMs = ms;
  startLimiting();
  if (thread === running()) beginCharge(thread);
}

class WallLimit extends Timer {
  constructor(thread, ms) {
    super();
    this.thread = thread;
    this.ms = ms;
    this.strikes = 0;
  }

  fire() {
    const { thread, ms } = this;
    const error = new LimitError("wall", `${describeThread(thread)} took more than its ${ms} ms`);
    const isLast = ++this.strikes >= STRIKES;
    start(this, ms);
    // Its own core must end it.
    if (thread.wait !== null && thread.wait.isAway) thread.wait.interrupt(error, isLast);
    else strike(thread, error, isLast);
  }
}
