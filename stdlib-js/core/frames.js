// Stacks of threads, for reports and errors: `name (file:line:column)`, innermost first, without the machinery.
//
// A captured thread's frames are on the heap. Those of a pinned one are in part on the native stack, below the loop that
// runs on top of it; who reports runs on that very stack, so that they are found there.

import ops from "hz:internal/ops";
import { newMap, newWeakMap } from "hz:core/abstract";
import { NEW, PINNED, RUNNING } from "hz:core/thread";
import { describeThread } from "hz:core/life";
import { beneath } from "hz:core/loop";
import { mainLine } from "hz:core/main_thread";
import { pinnedThreads } from "hz:core/pinned";
import { main, running } from "hz:core/scheduler";

const MAX_LINES = 20;

// Resume version to the lines of its frames by pc: as many as the program has calls.
const known = newWeakMap();

function frameLine(resume, pc) {
  let lines = known.get(resume);
  if (lines === undefined) known.set(resume, (lines = []));
  return (lines[pc] ??= ops.frameLine(resume, pc));
}

function addHeapFrames(lines, thread) {
  for (let frame = thread.top; frame !== null && lines.length < MAX_LINES; frame = frame[0]) {
    const line = frameLine(frame[1], frame[2]);
    if (line !== "") lines.push(line);
  }
  if (thread === main && mainLine() !== "") lines.push(mainLine());
}

/** The lines of the running thread's stack, and those of each pinned one below it. */
export class NativeStack {
  #lines = newMap();

  constructor() {
    const threads = pinnedThreads();
    let next = threads.length;
    let lines = [];
    let isOuter = false;
    this.#lines.set(running(), lines);
    for (const line of ops.nativeFrames()) {
      // A body that is a generator has a function around it, which only called it.
      const isShown = !isOuter;
      isOuter = line === "*runBody";
      // Frames of the core have their name alone, with a mark: `nest` is where a loop begins on top of a thread.
      if (line === "*nest") {
        lines = [];
        this.#lines.set(threads[--next], lines);
      } else if (line === "*run") {
        lines = null;
      } else if (line === "*perform" || line === "*checkpoint" || line === "*callOut") {
        lines = beneath !== null && beneath.state === RUNNING ? [] : null;
        if (lines !== null) this.#lines.set(beneath, lines);
      } else if (line[0] !== "*" && lines !== null && isShown) {
        lines.push(line);
      }
    }
  }

  of(thread) {
    return this.#lines.get(thread) ?? [];
  }
}

/** A thread's stack. `native` may serve for several threads that are asked for at once. */
export function stackOf(thread, native) {
  const lines = [];
  if (thread.state === NEW) {
    if (typeof thread.entry === "function") {
      const line = ops.functionLine(thread.entry);
      if (line !== "") lines.push(line);
    }
    return lines;
  }
  // The frames on the heap called the native ones of a thread that runs; of one that is pinned it is the other way round.
  const runs = thread.state === RUNNING;
  if (!runs) addHeapFrames(lines, thread);
  for (const line of native.of(thread)) if (lines.length < MAX_LINES) lines.push(line);
  if (runs) addHeapFrames(lines, thread);
  return lines;
}

// ------------------------------------------------------------------------------------------ errors

// V8 knows the native frames of an error. What else its stack is made of is noted here: the frames on the heap when the error
// first passes one, and the threads that received it from elsewhere: by a join, from a promise, by being cancelled. The text is made when somebody asks for it.
const passed = newWeakMap();
// How many threads have received an error: of one that a hundred threads are cancelled with, the first few say enough.
const receivers = newWeakMap();
const MAX_RECEIVERS = 4;
const MAX_NOTED = 10;
const blank = new Array(2 * MAX_NOTED).fill(0);
const { slice } = Array.prototype;
const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;

/** An error is about to pass a frame on the heap, and those below. */
export function noteFrames(error, frame) {
  if (typeof error !== "object" || error === null || passed.has(error)) return;
  const frames = framesFrom(frame);
  if (running() === main && mainLine() !== "") frames.push(mainLine(), 0);
  if (frames.length !== 0) passed.set(error, frames);
}

// As `[resume, pc, …]`.
function framesFrom(frame) {
  // Of full length: for an element that is not there a setter of Array.prototype would be called.
  const noted = apply(slice, blank, []);
  let count = 0;
  for (; frame !== null && count < 2 * MAX_NOTED; frame = frame[0]) {
    noted[count++] = frame[1];
    noted[count++] = frame[2];
  }
  noted.length = count;
  return noted;
}

/** What an error's stack has beside V8's frames: `[resume, pc, …]`, with lines of text (and 0) among them. */
export function framesPassed(error) {
  return passed.get(error);
}

/** The error that ended a thread is thrown by the `join` of another, whose stack it has from now on as well. */
export function noteJoin(error, joiner) {
  noteReceiver(error, joiner, "joined by");
}

/** The same of the reason of a promise that a thread waits for. */
export function noteWait(reason, waiting) {
  noteReceiver(reason, waiting, "waited for by");
}

/** The same of an error that another thread made, by closing a channel or cancelling, for one that is blocked. */
export function noteThrow(error, thread) {
  noteReceiver(error, thread, "thrown in");
}

function noteReceiver(error, thread, how) {
  if (typeof error !== "object" || error === null) return;
  const times = receivers.get(error) ?? 0;
  if (times === MAX_RECEIVERS) return;
  receivers.set(error, times + 1);
  const noted = [`-- ${how} ${describeThread(thread)} --`, 0, ...framesOf(thread)];
  if (!appendToText(error, noted)) passed.set(error, [...(passed.get(error) ?? []), ...noted]);
}

function framesOf(thread) {
  if (thread === running() || (thread.marks & PINNED) !== 0) return linesOf(thread);
  const frames = framesFrom(thread.top);
  if (thread === main && mainLine() !== "") frames.push(mainLine(), 0);
  return frames;
}

function linesOf(thread) {
  const noted = [];
  for (const line of stackOf(thread, new NativeStack())) if (noted.length < 2 * MAX_NOTED) noted.push(line, 0);
  return noted;
}

// The stack of an error that came from another core is text already.
function appendToText(error, noted) {
  if (ops.proxyParts(error) !== undefined) return true;
  const property = getOwnPropertyDescriptor(error, "stack");
  if (property === undefined || typeof property.value !== "string") return false;
  if (!property.configurable) return true;
  let text = property.value;
  for (let i = 0; i < noted.length; i += 2) {
    const [part, pc] = [noted[i], noted[i + 1]];
    const line = typeof part === "string" ? part : frameLine(part, pc);
    if (line !== "") text += i === 0 ? `\n    ${line}` : `\n    at ${line}`;
  }
  defineProperty(error, "stack", { ...property, value: text });
  return true;
}
