// Who is ended for a full heap: the thread that makes it grow, and nobody who only happens to allocate when it is full.
//
// V8 says neither who allocated an object nor who holds it. So it is found out in two steps:
//
// - While the heap is more than half full (HEAP_WATCH), each switch notes what its thread has allocated. The heap cannot have grown
//   by more than that through anybody, so those who allocated next to nothing are above suspicion.
// - A full heap stops nobody at once: it gets some room (engine/limits.rs), and the suspects are *tried*. Each runs for about a slice
//   between two collections, so that it is known what it leaves behind; garbage does not count. Who leaves nothing is acquitted: what
//   somebody has at hand grows by chance, but not time after time. Of the others the one is blamed that leaves most: a LimitError is
//   thrown into it, and if the heap is full once more before it has ended, it is ended from outside.
//
// Two need no trial: who fills that room too before the scheduler has its turn, which is stopped on the spot (recovery.js), and who
// is seen to leave very much at once, as a list that doubles does now and then. When nobody makes the heap grow, the next trials are awaited; then the one is blamed that left most in all of them, or else allocated most.
//
// Bound: a trial has at most MAX_SUSPECTS suspects, and lasts for MAX_RUNS switches or TRIAL_MS at most.

import ops from "hz:internal/ops";
import { newSet, putElement } from "hz:core/abstract";
import { LimitError } from "hz:core/errors";
import { startLimiting, strike } from "hz:core/limits";
import { seeded } from "hz:core/random";
import { uncaught } from "hz:core/loop";
import { endAll, isOver, isUnattributed } from "hz:core/recovery";
import { cancel, eachListed, main, running } from "hz:core/scheduler";
import { LOOP, Thread, extraOf } from "hz:core/thread";
import { clock } from "hz:core/timers";

const words = ops.words;
const HEAP_FULL = 7;
const HEAP_WATCH = 9;

const SAMPLE_BYTES = 2 ** 14;
// Who allocated less since the watch began has not filled a heap.
const SUSPICIOUS_BYTES = 2 ** 17;
// So many pairs of tries must leave something each: a single one may meet a collection of code.
const PAIRS = 3;
const GROWTH_BYTES = 2 ** 11;
// A try lasts until so much was allocated and so much time has passed, or until the thread stops by itself.
const TRY_BYTES = 2 ** 20;
const TRY_MS = 20;
const MAX_TRY_MS = 100;
// While the heap stays full: a run that allocates so much is measured, and one that leaves so much is guilty.
const LARGE_BYTES = 2 ** 23;
const LEAP_BYTES = 2 ** 24;
const MAX_SUSPECTS = 16;
const MAX_RUNS = 10_000;
const TRIAL_MS = 10_000;
const MAX_FRUITLESS = 3;

/** Whether switches are weighed. */
export let watching = false;

/** What the jobs of the event loop allocate, which belong to nobody in particular. */
export const jobs = new Thread(0, "event loop", null, null, null);
jobs.marks = LOOP;

// ---------------------------------------------------------------------------------------- accounts

// One for each time that the heap was watched, so that accounts need not be cleared.
let epoch = 0;
let unsampled = 0;
let weighed = null;
let allocatedBefore = 0;
// What the heap kept before the run; -1: it is no try.
let keptBefore = -1;
let since = 0;
// What the heap keeps, while nobody has run since that was found out; else -1.
let kept = -1;
// What it kept when that was found out last, while it stays full, else -1; and what others have allocated since.
let lastKept = -1;
let allocatedSince = 0;

/** The scheduler looks around: begins or ends the watch, and deals with a full heap. */
export function lookAtHeap() {
  if ((words[HEAP_WATCH] === 1) !== watching) watch();
  if (words[HEAP_FULL] !== 0) heapIsFull(ops.heapMessage);
}

function watch() {
  const wanted = words[HEAP_WATCH] === 1;
  if (wanted === watching) return;
  watching = wanted;
  weighed = null;
  epoch++;
  startLimiting();
}

/** A thread (or `jobs`) begins to run, or to use its next slice. */
export function weighIn(thread) {
  weighed = thread;
  keptBefore = -1;
  if (isTried(thread)) {
    keptBefore = kept === -1 ? ops.heapKept() : kept;
    since = clock();
  }
  kept = -1;
  allocatedBefore = ops.heapAllocated();
}

/** It has stopped, or used up its slice. What ran on top of its native frames has put itself in its place. */
export function weighOut(thread) {
  if (weighed === thread) {
    weighed = null;
    const allocated = ops.heapAllocated() - allocatedBefore;
    noteAllocated(thread, allocated);
    if (keptBefore !== -1 && isTried(thread)) {
      kept = ops.heapKept();
      testify(thread, kept - keptBefore);
      lastKept = kept;
      allocatedSince = 0;
    } else if (lastKept !== -1 && allocated > LARGE_BYTES) {
      measure(thread);
    } else {
      allocatedSince += allocated;
    }
  }
  if (words[HEAP_FULL] !== 0) heapIsFull(ops.heapMessage);
  if (trial !== null && trial.isOver()) conclude();
}

/** Whether the running thread is being tried, and should go on for that. */
export function isUnderTrial(thread) {
  if (weighed !== thread || keptBefore === -1 || words[HEAP_FULL] !== 0) return false;
  const ms = clock() - since;
  return ms < TRY_MS || (ms < MAX_TRY_MS && ops.heapAllocated() - allocatedBefore < TRY_BYTES);
}

// What others have left since the last collection is no more than what they allocated.
function measure(thread) {
  kept = ops.heapKept();
  const left = kept - lastKept - allocatedSince;
  lastKept = kept;
  allocatedSince = 0;
  accountOf(thread).left += left;
  if (left < LEAP_BYTES) return;
  trial = null;
  blame(thread, ops.heapMessage);
}

// Most runs allocate little. So what is put to an account are whole samples, each to that of the one that completes it.
function noteAllocated(thread, bytes) {
  unsampled += bytes;
  if (unsampled < SAMPLE_BYTES) return;
  const rest = unsampled % SAMPLE_BYTES;
  accountOf(thread).allocated += unsampled - rest;
  unsampled = rest;
}

class Account {
  constructor() {
    this.epoch = epoch;
    /** Bytes that it allocated. */
    this.allocated = 0;
    /** Bytes that it has left in all its tries, in those of this trial, and in this pair; and how many tries those were. */
    this.left = 0;
    this.leftNow = 0;
    this.leftByPair = 0;
    this.tries = 0;
    /** How often it was blamed. */
    this.blamed = 0;
  }
}

function accountOf(thread) {
  const extra = extraOf(thread);
  if (extra.account === null || extra.account.epoch !== epoch) extra.account = new Account();
  return extra.account;
}

function allocatedBy(thread) {
  const account = thread.extra === null ? null : thread.extra.account;
  return account === null || account.epoch !== epoch ? 0 : account.allocated;
}

// ------------------------------------------------------------------------------------------- trial

let trial = null;
let fruitless = 0;

class Trial {
  constructor(message, suspects) {
    this.message = message;
    this.suspects = newSet();
    for (const suspect of suspects) {
      this.suspects.add(suspect);
      const account = accountOf(suspect);
      account.leftNow = account.leftByPair = account.tries = 0;
    }
    this.culprit = null;
    /** What the culprit left. */
    this.left = 0;
    this.runs = 0;
    this.end = clock() + TRIAL_MS;
  }

  isOver() {
    return this.suspects.size === 0 || ++this.runs > MAX_RUNS || clock() > this.end;
  }
}

/** Whether polls should stop threads, since one after the other is tried. */
export function isTrying() {
  return trial !== null;
}

function isTried(thread) {
  return trial !== null && trial.suspects.has(thread);
}

function testify(thread, left) {
  const account = accountOf(thread);
  account.left += left;
  account.leftNow += left;
  account.leftByPair += left;
  if (++account.tries % 2 !== 0) return;
  const acquitted = account.leftByPair < GROWTH_BYTES;
  account.leftByPair = 0;
  if (!acquitted && account.tries < 2 * PAIRS) return;
  trial.suspects.delete(thread);
  if (acquitted || account.leftNow <= trial.left) return;
  trial.left = account.leftNow;
  trial.culprit = thread;
}

// Those who allocated so much that they can have filled the heap.
function suspects() {
  const found = [];
  let sum = 0;
  const look = (thread) => {
    const bytes = allocatedBy(thread);
    if (bytes === 0 || isOver(thread) || found.includes(thread)) return;
    putElement(found, found.length, thread);
    sum += bytes;
  };
  look(main);
  look(jobs);
  const lookAtThread = (thread) => isUnattributed(thread) || look(thread);
  lookAtThread(running());
  eachListed(lookAtThread);
  const least = Math.min(sum / (2 * found.length), SUSPICIOUS_BYTES);
  const chosen = [];
  while (chosen.length < MAX_SUSPECTS && found.length !== 0) {
    const at = greatest(found);
    if (allocatedBy(found[at]) < least) break;
    putElement(chosen, chosen.length, found[at]);
    found.splice(at, 1);
  }
  return chosen;
}

function greatest(threads) {
  let at = 0;
  for (let i = 1; i < threads.length; i++) {
    if (allocatedBy(threads[i]) > allocatedBy(threads[at])) at = i;
  }
  return at;
}

function conclude() {
  const { message, culprit } = trial;
  trial = null;
  if (culprit === null) nobodyGrows(message);
  else blame(culprit, message);
}

// Nobody makes the heap grow, or it is not known yet who does: there is some room left to wait.
function nobodyGrows(message) {
  if (++fruitless < MAX_FRUITLESS) return;
  const found = suspects();
  let most = found.length === 0 ? running() : found[0];
  for (const each of found) {
    if (accountOf(each).left > Math.max(accountOf(most).left, SUSPICIOUS_BYTES)) most = each;
  }
  blame(most, message);
}

// ------------------------------------------------------------------------------------------- blame

/** Who was told that the heap is full, until the heap has been looked at after its end; null: nobody. */
export let blamed = null;

// How often the heap was full while the blamed thread did not end, and how often it may be before somebody else is blamed.
let timesFull = 0;
const PATIENCE = 3;

/** The heap was found full. Sees to it that somebody makes room. */
export function heapIsFull(message) {
  words[HEAP_FULL] = 0;
  if (blamed !== null && !isOver(blamed) && ++timesFull < PATIENCE) {
    // It did not come to throw its error yet, or it caught it and goes on.
    if (timesFull > 1) accuse(blamed, message);
    return;
  }
  blamed = null;
  if (trial !== null) {
    if (trial.culprit !== null) conclude();
  } else if (ops.restoreHeap()) {
    accuseSomebody(message);
  } else {
    fruitless = 0;
    lastKept = -1;
  }
}

function accuseSomebody(message) {
  if (seeded) {
    blame(running(), message);
    return;
  }
  watch();
  const found = suspects();
  if (found.length === 0) {
    nobodyGrows(message);
    return;
  }
  trial = new Trial(message, found);
  kept = -1;
}

/** Somebody was blamed: looks at the heap again once that one has ended. */
export function lookAgain() {
  if (isOver(blamed)) heapIsFull(ops.heapMessage);
}

function blame(thread, message) {
  fruitless = 0;
  lastKept = -1;
  if (thread === main || (!isUnattributed(thread) && !isOver(thread))) {
    blamed = thread;
    timesFull = 0;
    accuse(thread, message);
    return;
  }
  // Callbacks and promise jobs belong to nobody that could be ended.
  const error = new LimitError("heap", message);
  if (ops.isolate === 0) uncaught(error, main);
  endAll(error);
}

function accuse(thread, message) {
  const error = new LimitError("heap", message);
  const again = accountOf(thread).blamed++ !== 0;
  if (thread === main) cancel(main, error);
  else strike(thread, error, again);
}

/** A limit has stopped all JavaScript, and its offender is ended for it; `isFull`: the heap is full all the same. */
export function settleAfter(isFull, message) {
  trial = null;
  weighed = null;
  if (isFull) accuseSomebody(message);
}
