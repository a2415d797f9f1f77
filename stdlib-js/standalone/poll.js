// Polls in standalone output: when a slice ends, and whether the thread can be stopped where it is.
//
// Most hosts start without anybody who writes the poll word, so it is always set, and each poll counts down here to the
// next look at the clock. That costs about 2 ns a poll. A program that computes for long gets a thread of the host that
// ticks, where there are such threads and shared memory; then a poll is a load, as in hzrun.
//
// Code that is not compiled may lie on the stack between the scheduler and the poll: a library that calls the program's callback.
// It must not get the sentinel. So the stack is looked at once a slice, and the thread is stopped only if all of it is
// compiled code. Otherwise the others run on top of it (as with pinned code).

import { ATOMIC, HOST } from "hz:core/thread";
import { othersWait, preempt, running } from "hz:core/scheduler";
import { pollPinned as passOthers } from "hz:core/pinned";
import { now, startThread } from "hz:standalone/host";
import { onlyCompiledBelow } from "hz:core/native_frames";
import ops from "hz:internal/ops";

const { words } = ops;

/** How long a thread runs before it is pre-empted. */
export const SLICE_MS = 10;

// Polls between two looks at the clock: few at first, since nobody knows how long a turn of the loop takes.
const FEWEST = 16;
const MOST = 1024;
// What a look may cost of the time between two: a look takes some 50 ns.
const OFTEN_MS = 0.02;
const SELDOM_MS = 0.5;

// After so many slices of computing, a ticker is worth its thread.
const SLICES_BEFORE_TICKER = 20;

let left = FEWEST;
let between = FEWEST;
let lastLook = 0;
let sliceEnd = SLICE_MS;
let slices = 0;
let hasTicker = false;
/** When the host is due to get its turn, by which the thread must stop even if no other waits. */
let hostDue = Infinity;

words[0] = 1;
// What sliceIsOver of the scheduler counts in.
words[3] = SLICE_MS;

/** hz$y: gives S if the thread must stop. */
export function poll() {
  return --left > 0 ? undefined : look();
}

/** hz$q */
export function pollPinned() {
  if (--left <= 0 && sliceIsOver()) pass();
}

/** A slice begins. The host gets its turn no later than `due`. */
export function beginSlice(due) {
  hostDue = due;
  lastLook = now();
  sliceEnd = lastLook + SLICE_MS;
  left = between = FEWEST;
}

function look() {
  if (!sliceIsOver()) return undefined;
  const thread = running();
  if ((thread.marks & ATOMIC) !== 0) return undefined;
  const wanted = othersWait();
  keepCounting();
  if (!wanted && lastLook < hostDue) return undefined;
  if ((thread.marks & HOST) === 0 && onlyCompiledBelow()) return preempt();
  if (wanted) pass();
  return undefined;
}

function pass() {
  passOthers();
  keepCounting();
}

function sliceIsOver() {
  const time = now();
  const elapsed = time - lastLook;
  lastLook = time;
  if (hasTicker) {
    left = 1;
  } else {
    if (elapsed < OFTEN_MS && between < MOST) between *= 2;
    else if (elapsed > SELDOM_MS) between = FEWEST;
    left = between;
    if (time < sliceEnd) return false;
    if (++slices === SLICES_BEFORE_TICKER) startTicker();
  }
  sliceEnd = time + SLICE_MS;
  return true;
}

// Looking at who waits has cleared the word.
function keepCounting() {
  words[0] = hasTicker ? 0 : 1;
}

// The word on which the ticker sleeps while no thread runs, and one on which nobody ever wakes it.
const AWAKE = 8;
const NEVER = 9;

function startTicker() {
  const script = `
    for (;;) {
      Atomics.wait(words, ${AWAKE}, 0);
      Atomics.wait(words, ${NEVER}, 0, ${SLICE_MS});
      words[0] = 1;
    }`;
  words[AWAKE] = 1;
  hasTicker = startThread(script, words);
  keepCounting();
  left = 1;
}

/** The driver says whether threads run. */
export function tickWhile(awake) {
  if (!hasTicker) return;
  words[AWAKE] = awake ? 1 : 0;
  if (awake) Atomics.notify(words, AWAKE);
}
