// What is said of threads: the list of them, and the reports of deadlocks, leaks and uncaught exceptions.

import ops from "hz:internal/ops";
import { BLOCKED, DONE, FAILED, HIGH, LOOP, LOW, NEW, PINNED, RUNNING, nameOf } from "hz:core/thread";
import { coarseMs, endingText } from "hz:core/loop";
import { LOOP_NAME, describeThread, eachListed } from "hz:core/life";
import { eachQueued } from "hz:core/run_queue";
import { main, running } from "hz:core/scheduler";

const STDERR = 2;

// The engine's own: the programs' are compiled code, which a pre-emption may stop.
const { filter, map, sort } = Array.prototype;
const { apply } = Reflect;

/** Describes each thread that lives in this isolate: the running one, the ready ones, the blocked ones. */
export function threads() {
  const found = new Set();
  if (main.state !== DONE) found.add(main);
  eachListed((thread) => found.add(thread));
  eachQueued((thread) => found.add(thread));
  if ((running().marks & LOOP) === 0) found.add(running());
  const living = apply(filter, [...found], [(thread) => thread.state !== DONE && thread.state !== FAILED]);
  return apply(map, apply(sort, living, [(a, b) => a.id - b.id]), [describe]);
}

function describe(thread) {
  const blocked = thread.state === BLOCKED && thread.wait !== null;
  return {
    id: thread.id,
    name: nameOf(thread),
    status: status(thread),
    waitsFor: blocked ? thread.wait.describe() : "",
    waitsSinceMs: blocked ? Math.max(0, coarseMs - thread.since) : 0,
    priority: priority(thread),
    pinned: (thread.marks & PINNED) !== 0,
  };
}

/** "new", "ready", "running", "blocked", "done" or "failed". */
export function status(thread) {
  switch (thread.state) {
    case NEW: return "new";
    case RUNNING: return thread === running() ? "running" : "ready";
    case BLOCKED: return "blocked";
    case DONE: return "done";
    case FAILED: return "failed";
    default: return "ready";
  }
}

export function priority(thread) {
  return (thread.marks & HIGH) !== 0 ? "high" : (thread.marks & LOW) !== 0 ? "low" : "normal";
}

/** One line for each thread. */
export function threadReport() {
  return apply(map, threads(), [line]).join("");
}

function line({ id, name, status, waitsFor, waitsSinceMs, pinned }) {
  const label = name === "" ? `thread ${id}` : `thread ${id} "${name}"`;
  const since = waitsSinceMs >= 1000 ? ` for ${(waitsSinceMs / 1000).toFixed(1)} s` : "";
  const what = status === "blocked" ? `blocked: ${waitsFor}${since}` : status;
  return `  ${label}  ${what}${pinned ? " (pinned)" : ""}\n`;
}

/** All are asleep for ever: says who waits for what and ends the program. */
export function deadlocked() {
  ops.print(STDERR, `hzrun: deadlock: all green threads are asleep\n${endingText || threadReport()}`);
  ops.exit(2);
}

/** The program's end left blocked threads behind, which nothing could have woken. */
export function reportLeaks() {
  const left = threads();
  if (left.length === 0) return;
  const noun = left.length === 1 ? "green thread was" : "green threads were";
  const shown = apply(map, left.slice(0, 20), [line]).join("");
  const more = left.length > 20 ? `  and ${left.length - 20} more\n` : "";
  ops.print(STDERR, `hzrun: ${left.length} ${noun} still blocked when the program ended\n${shown}${more}`);
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
  ops.print(STDERR, `hzrun: green threads of isolate ${ops.isolate}\n${threadReport() || "  none\n"}`);
}
