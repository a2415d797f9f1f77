// The main thread: one thread for the top-level statements of the program, also where they wait.
//
// The entry module is compiled as async code. Where a call at its top level blocks, the captured frames become those of the
// main thread, which so waits without native frames, and the module awaits what they come to (`adoptMain`):
//
//     const x = receive();        (hz$x = receive()) === hz$S && (hz$x = hz$b()) === hz$S ? (await hz$z(1)).value : hz$x
//
// (A CommonJS module is a generator instead, whose frame is the outermost one: see wrapper.js.) When the frames have ended, the main thread runs on: the module goes on as a promise job in a queue of its own, which is run
// at once (ops.runAside), until the statements wait again, await something of their own, or end.
//
// Invariant: `main` is DONE exactly while its statements await something of their own, and when they have ended. What they do
// between that and their next wait belongs to the event loop.

import ops from "hz:internal/ops";
import { OF_PROMISE_JOB, currentEnv, forgetInstalled, leaveFrames } from "hz:core/environment";
import { ADOPTED, BLOCKED, LOOP, RUNNING, SPENT } from "hz:core/thread";
import { Ending } from "hz:core/life";
import { released } from "hz:core/loop";
import { S } from "hz:core/sentinel";
import {
  cancel, cancelLater, countAgain, goOn, leaveLoop, main, ready, retire, running, suspended, takeCapture,
} from "hz:core/scheduler";
//@verify import * as check from "hz:core/verify";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";

// Resolves the promise that the module awaits.
let resolve = null;

// The number of the top-level call for which the main thread waits, 0 for none.
let place = 0;

/** hz$z: the main thread waits for the capture under way, which is blocked; gives a promise of its Ending. */
export function adoptMain(number) {
  const from = running();
  const frames = takeCapture();
  if (from === main) {
    if ((main.marks & LOOP) !== 0) released(main);
  } else {
    takeOver(from, frames);
  }
  main.marks = (main.marks & ~LOOP) | ADOPTED;
  main.top = frames;
  //@hooks if (from !== main) hooks.detached(from, main);
  main.state = BLOCKED;
  place = number;
  //@trace trace.stops(main);
  if (from.env === OF_PROMISE_JOB) learnOfCancellation();
  return new Promise((settle) => (resolve = settle));
}

/**
 * The body of a CommonJS module, which is the whole program, has given the sentinel. Gives a promise of its Ending, or undefined when
 * it went on and has ended. A main thread that was pre-empted is the event loop's job still.
 */
export function mainStops() {
  //@verify check.comes(S);
  if (goOn(main, S) !== S) return undefined;
  main.marks |= ADOPTED;
  suspended(main);
  return new Promise((settle) => (resolve = settle));
}

// The statements awaited something of their own and ran on as promise jobs: what that thread waits for, main does.
function takeOver(from, frames) {
  const env = currentEnv();
  const { wait } = from;
  leaveFrames(frames);
  countAgain();
  main.env = env;
  main.since = from.since;
  main.wait = wait;
  wait.thread = main;
  from.wait = null;
  if (wait === from.waiter) {
    main.waiter = wait;
    from.waiter = null;
  }
  if (env !== null && env.context !== null) env.context.join(main);
}

// Promise jobs are not interrupted when their context is cancelled: they learn it where they block.
function learnOfCancellation() {
  const { env } = main;
  if (env !== null && env.context !== null && env.context.cancelled) cancel(main, env.context.error);
}

/** The captured frames have ended, with a result or an exception: the module goes on. */
export function mainGoesOn(value, isError) {
  if (!ops.resolveAside(resolve, new Ending(value, isError, main.env, main))) {
    postpone(value, isError);
    return;
  }
  resolve = null;
  place = 0;
  main.marks &= ~(ADOPTED | SPENT);
  main.state = RUNNING;
  ops.runAside();
  forgetInstalled();
  topLevelRests();
}

/** The top-level statements have run as far as they go by themselves. */
export function topLevelRests() {
  if (main.state !== RUNNING) return;
  const { env } = main;
  if (env !== null && env.context !== null) env.context.leave(main);
  main.env = null;
  retire(main);
  if ((main.marks & LOOP) !== 0) leaveLoop(main);
}

// ------------------------------------------------------------------------------------- postponing

// While promise jobs run, V8 makes no second queue for one. Then the statements wait until they are done.
const postponed = {
  thread: null,
  value: undefined,
  isError: false,
  withdraw() {},
  interrupt(error) {
    cancelLater(main, error);
  },
  describe: () => "the promise job that runs below it on the stack",
};

function postpone(value, isError) {
  postponed.thread = main;
  postponed.value = value;
  postponed.isError = isError;
  main.state = BLOCKED;
  main.wait = postponed;
}

/** Promise jobs have run. */
export function endPostponing() {
  if (postponed.thread === null || ops.runsJobs()) return;
  const { value, isError } = postponed;
  postponed.thread = null;
  postponed.value = undefined;
  ready(main, value, isError);
}

// ----------------------------------------------------------------------------------------- reports

/** Where in the source the top-level call is for which the main thread waits, as a line of its stack; "" if it does not. */
export function mainLine() {
  return place === 0 ? "" : (lines[place] ??= ops.mainLine(place));
}

const lines = [];
