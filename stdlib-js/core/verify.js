// The checks of --verify-reentry: from the sentinel's first return to its arrival at a driver, nothing else happens.
//
// - Where a thread stops, every native frame below it can be left (native_frames.js).
// - A capture that has begun arrives before anything else begins: no poll, no wait, no result or exception in its place.
// - A frame is saved by the capture under way only, and resumed once. Pinned threads go on in the order of their native frames.
//
// What is found ends the process, since code that goes on with a sentinel may swallow any exception. `--verify-reentry` suspends at
// every yield point, as `--stress` does: a hole that nobody falls into is not found. The calls of these checks stand in lines marked
// `//@verify`, which are comments in every other run.

import ops from "hz:internal/ops";
import { newWeakSet } from "hz:core/abstract";
import { S } from "hz:core/sentinel";
import { obstacle, unknown } from "hz:core/native_frames";

/** A sentinel reached code that took it for a value, or would have. */
class ReentryError extends Error {}
Object.defineProperty(ReentryError.prototype, "name", { value: "ReentryError" });

function fail(message) {
  ops.reentryFailed(new ReentryError(message));
}

// Whether a sentinel is on its way.
let travels = false;
// Frames that were saved and not resumed yet.
const saved = newWeakSet();

/** A thread is about to stop in the function `below`: can it? */
export function stops(below) {
  settles();
  refuse(obstacle(below));
}

/**
 * The same for a poll, which looks at the native frames itself and goes on where it finds one: what a built-in calls, or a conversion,
 * may have got its name at run time (`o[k] = f`, with "valueOf" in `k`), and nothing is wrong unless it blocks. A call in the program's
 * text that nobody checks is a mistake all the same.
 */
export function polls(below) {
  settles();
  const found = obstacle(below);
  if (found !== null && found.isCall()) refuse(found);
}

function refuse(found) {
  if (found !== null && found !== unknown) {
    fail(`a green thread would stop here, inside code that cannot wait for it: ${found.describe()}`);
  }
}

/** A sentinel sets out. */
export function sets() {
  travels = true;
}

/** Something happens that cannot while a sentinel is on its way. */
export function settles() {
  if (travels) fail("the program went on when a green thread had stopped: a sentinel was dropped before it reached its driver");
}

/** The sentinel has arrived at code that ends the capture. */
export function arrives() {
  if (!travels) fail("a sentinel was taken for the result of a call in which no green thread stopped: it had been kept as a value");
  travels = false;
}

/** A driver got this from the frames that it called. */
export function comes(value) {
  if (value === S) arrives();
  else settles();
}

export function saves(frame) {
  if (!travels) arrives();
  saved.add(frame);
}

export function resumes(frame) {
  if (!saved.delete(frame)) fail(`a frame of ${frame[1].name} is resumed twice, or was never saved`);
}

/** Whether a thread goes on where it may. */
export function expects(isRight) {
  if (!isRight) fail("a green thread goes on while native frames of another one lie above its own");
}
