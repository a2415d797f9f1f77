// A CPU profile by green thread: V8 samples native stacks, so what a sample should show has to be on the native stack.
//
// Only a run with --cpu-profile loads this file; the core calls it in lines that begin with `//@profile`. There each thread is run by a
// function of its own (the *root*), and a resumed frame below functions that stand for the frames on the heap which wait for it.
// Both are made here, one for each thread and each place that waits; runtime/src/profile.rs knows them by their script
// and name, and makes plain frames of them again.
//
// Bounds: MAX_ROOTS roots, after which threads share one by their name; a function for each call that a frame waited for.

import ops from "hz:internal/ops";
import { describeThread } from "hz:core/life";
import { nameOf } from "hz:core/thread";

const MAX_ROOTS = 256;
/** Of a deep stack the innermost frames are shown. */
const MAX_FRAMES = 64;

const ROOTS = "hz:profile/roots";
const FRAMES = "hz:profile/frames";

const roots = new WeakMap();
const shared = new Map();
let made = 0;

function makeRoot(label) {
  return ops.profileFunction(ROOTS, label, "(call, a, b) { return call(a, b); }");
}

function rootOf(thread) {
  let root = roots.get(thread);
  if (root === undefined) roots.set(thread, (root = newRoot(thread)));
  return root;
}

function newRoot(thread) {
  if (made < MAX_ROOTS) {
    made++;
    return makeRoot(describeThread(thread));
  }
  const name = nameOf(thread);
  const key = shared.size < MAX_ROOTS ? name : "";
  let root = shared.get(key);
  if (root === undefined) shared.set(key, (root = makeRoot(key === "" ? "other threads" : `other threads "${key}"`)));
  return root;
}

/** `run(thread)`, seen as that thread. */
export function underRoot(run, thread) {
  return rootOf(thread)(run, thread);
}

const loopRoot = makeRoot("event loop");

/** `call(a, b)`, seen as the event loop. */
export function underLoop(call, a, b) {
  return loopRoot(call, a, b);
}

// Resume version to the functions that stand for its frames, by pc.
const stands = new WeakMap();
const STAND = "(chain, i, resume, frame, value) { return i === 0 ? resume(frame, value) : chain[i - 1](chain, i - 1, resume, frame, value); }";

function standFor(resume, pc) {
  let known = stands.get(resume);
  if (known === undefined) stands.set(resume, (known = []));
  return (known[pc] ??= ops.profileFunction(FRAMES, ops.frameLine(resume, pc), STAND));
}

/** `resume(frame, value)`, seen as called by the frames from `outer` on. */
export function underFrames(outer, resume, frame, value) {
  const chain = [];
  for (; outer !== null && chain.length < MAX_FRAMES; outer = outer[0]) chain.push(standFor(outer[1], outer[2]));
  const last = chain.length - 1;
  return chain[last](chain, last, resume, frame, value);
}
