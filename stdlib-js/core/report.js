// What is said of threads: the list of them, and the reports of deadlocks, leaks and uncaught exceptions.

import ops from "hz:internal/ops";
import { BLOCKED, DONE, FAILED, HIGH, LOOP, LOW, NEW, PINNED, RUNNING, nameOf } from "hz:core/thread";
import { beneath, coarseMs, endingText, exitCodeOf } from "hz:core/loop";
import { LOOP_NAME, alive, describeThread, eachListed } from "hz:core/life";
import { eachQueued } from "hz:core/run_queue";
import { main, running } from "hz:core/scheduler";
import { NativeStack, stackOf } from "hz:core/frames";
import { pinnedThreads } from "hz:core/pinned";

const STDERR = 2;

// Whose words these are.
const program = ops.program ?? "hzrun";

// The engine's own: the programs' are compiled code, which a pre-emption may stop.
const { filter, map, sort } = Array.prototype;
const { apply } = Reflect;

/** Describes each thread that lives in this isolate: the running one, the ready ones, the blocked ones. */
export function threads() {
  const found = new Set();
  if (main.state !== DONE) found.add(main);
  eachListed((thread) => found.add(thread));
  eachQueued((thread) => found.add(thread));
  for (const thread of pinnedThreads()) found.add(thread);
  if (beneath !== null && beneath.state === RUNNING) found.add(beneath);
  if ((running().marks & LOOP) === 0) found.add(running());
  const living = apply(filter, [...found], [(thread) => thread.state !== DONE && thread.state !== FAILED]);
  const native = new NativeStack();
  return apply(map, apply(sort, living, [(a, b) => a.id - b.id]), [(thread) => describe(thread, native)]);
}

function describe(thread, native) {
  const blocked = thread.state === BLOCKED && thread.wait !== null;
  return {
    id: thread.id,
    name: nameOf(thread),
    status: status(thread),
    waitsFor: blocked ? thread.wait.describe() : "",
    waitsSinceMs: blocked ? Math.max(0, coarseMs - thread.since) : 0,
    priority: priority(thread),
    pinned: (thread.marks & PINNED) !== 0,
    stack: apply(map, stackOf(thread, native), [(line) => `    at ${line}`]).join("\n"),
  };
}

/** "new", "ready", "running", "blocked", "done" or "failed". */
export function status(thread) {
  switch (thread.state) {
    case NEW: return "new";
    case RUNNING: return thread === running() || thread === beneath ? "running" : "ready";
    case BLOCKED: return "blocked";
    case DONE: return "done";
    case FAILED: return "failed";
    default: return "ready";
  }
}

export function priority(thread) {
  return (thread.marks & HIGH) !== 0 ? "high" : (thread.marks & LOW) !== 0 ? "low" : "normal";
}

// Of threads with the same stack so many are shown; of a program with a hundred thousand nobody reads more.
const SHOWN_ALIKE = 3;

/** Each thread: name, what it waits for and for how long, stack. */
export function threadReport() {
  let text = "";
  const alike = new Map();
  for (const thread of threads()) {
    const count = (alike.get(thread.stack) ?? 0) + 1;
    alike.set(thread.stack, count);
    if (count <= SHOWN_ALIKE) text += entry(thread);
  }
  for (const [stack, count] of alike) {
    if (count > SHOWN_ALIKE) text += `  and ${count - SHOWN_ALIKE} more threads with this stack\n${stack || "    (none)"}\n`;
  }
  return text;
}

function entry({ id, name, status, waitsFor, waitsSinceMs, pinned, stack }) {
  const label = name === "" ? `thread ${id}` : `thread ${id} "${name}"`;
  const what = status === "blocked" ? `blocked: ${waitsFor}${since(waitsSinceMs)}` : status;
  return `  ${label}  ${what}${pinned ? " (pinned)" : ""}\n${stack === "" ? "" : `${stack}\n`}`;
}

function since(ms) {
  if (ms < 10) return "";
  return ms < 1000 ? ` for ${Math.floor(ms)} ms` : ` for ${(ms / 1000).toFixed(1)} s`;
}

let settled = false;

/** The program's top level has ended: threads that are left have leaked, they are no deadlock. */
export function topLevelEnded() {
  settled = true;
}

/** All are asleep for ever: says who waits for what and ends the program. */
export function deadlocked() {
  if (settled) {
    reportLeaks();
    ops.exit(exitCodeOf(0));
  }
  ops.print(STDERR, `${program}: deadlock: all green threads are asleep\n${endingText || threadReport()}`);
  ops.exit(2);
}

/** The program's end left blocked threads behind, which nothing could have woken. */
export function reportLeaks() {
  // When there are threads on several cores, each has given its part.
  const report = endingText || (alive() === 0 ? "" : threadReport());
  if (report !== "") ops.print(STDERR, `${program}: green threads were still blocked when the program ended\n${report}`);
}

/** An uncaught exception: says in which thread, on which core, and ends the program. */
export function fatal(error, thread) {
  const isPlain = thread === main || (thread.marks & LOOP) !== 0 || thread.entry === LOOP_NAME;
  const core = coreOf(thread);
  const where = ops.cores === 1 || (isPlain && core === 0) ? "" : `on core ${core}`;
  ops.fatal(error, isPlain ? where : `in ${describeThread(thread)}${where && ` ${where}`}`);
}

function coreOf({ extra }) {
  return extra === null || extra.core < 0 ? ops.isolate : extra.core;
}

/** Prints all threads of this isolate. */
export function dump() {
  ops.print(STDERR, `${program}: green threads of core ${ops.isolate}\n${threadReport() || "  none\n"}`);
}
