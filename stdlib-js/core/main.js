// What the engine calls once the core, the constants of compiled code and the globals are there.

import ops from "hz:internal/ops";
import { nestedCall } from "hz:core/callbacks";
import { openForGuests } from "hz:core/cores";
import { topLevelRests } from "hz:core/main_thread";
import { framesPassed } from "hz:core/frames";
import { ownNames } from "hz:core/own_names";
import {
  alive, counts, freshSlice, loop, main as mainThread, spawned,
} from "hz:core/scheduler";
import { admit, exitCodeOf, onSignal, setOwner, uncaught } from "hz:core/loop";
import { openForShutdown } from "hz:core/shutdown";
import { startLimiting } from "hz:core/limits";
import { recover } from "hz:core/recovery";
import { deadlocked, dump, reportLeaks, topLevelEnded } from "hz:core/report";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";

const STDERR = 2;
// As Node's for a top-level await that can never end.
const UNSETTLED = 13;
const SIGQUIT = 3;

/**
 * Runs the isolate until nothing is left to do; gives the exit code. In the main isolate `start()` evaluates the
 * program, whose top-level statements run as the first job of the event loop, on the main thread.
 */
export function main(start) {
  openForGuests();
  openForShutdown();
  admit();
  freshSlice();
  ops.setStatsHook(statistics);
  ops.setFramesHook(framesPassed);
  ops.setNestedCallHook(nestedCall);
  ops.setOwnNamesHook(ownNames);
  onSignal((number) => {
    if (number === SIGQUIT) dump();
  });
  ops.watchSignal(SIGQUIT, true);
  ops.setRecoverHook((limit, message) => {
    recover(limit, message);
    return toTheEnd();
  });
  if (ops.cpuLimitMs !== 0) startLimiting();
  if (start !== undefined) {
    settled = false;
    //@trace trace.spawned(mainThread, null);
    //@trace trace.runs(mainThread);
    //@hooks hooks.switches(mainThread);
    setOwner(mainThread);
    start().then(endOfMain, (error) => {
      settled = true;
      uncaught(error, mainThread);
    });
  }
  // From here on the event loop is on its own.
  topLevelRests();
  return toTheEnd();
}

let settled = true;

function endOfMain() {
  settled = true;
  topLevelEnded();
  if (ops.exitWithMain) ops.exit(exitCodeOf(0));
}

// Runs until nothing is left to do.
function toTheEnd() {
  loop(null);
  if (settled) {
    if (ops.isolate === 0) reportLeaks();
    return exitCodeOf(0);
  }
  if (alive() !== 0) deadlocked();
  ops.print(STDERR, "hzrun: a top-level await never ends: nothing is left that could settle its promise\n");
  return UNSETTLED;
}

function statistics() {
  return [
    ["green threads started", spawned()],
    ["green threads left", alive()],
    ["pre-emptions", counts.preempted],
    ["pre-emptions held up by native code", counts.heldUp],
    ["waits inside native code", counts.pinned],
    ["deepest nesting of those", counts.deepestNesting],
    ["looks at timers and events", counts.looks],
  ];
}
