// The event loop of an isolate: the jobs of callbacks, promises and ticks, the inbox, and going to sleep.
//
// Jobs run one after the other on a thread of the loop, the *owner* while it runs or is pre-empted: no other job
// runs in between. A job that blocks stops being the loop's: its thread goes on alone, the loop with the next
// job. (`released` is told so by the scheduler.) The top-level statements of the program are the first job.
//
// Bounds: `jobs` holds what due timers and finished operations enqueued, at most one entry for each of
// them; `ticks` and `immediates` are as long as the program makes them between two turns.

import ops from "hz:internal/ops";
import { newSet } from "hz:core/abstract";
import { S } from "hz:core/sentinel";
import { OF_PROMISE_JOB, forgetInstalled, install, reinstall, uninstall } from "hz:core/environment";
import { Call } from "hz:core/job";
import { Ring } from "hz:core/ring";
import { ADOPTED, BLOCKED, DONE, FAILED, FETCHED, HOST, LISTED, LOOP, PINNED, RUNNING } from "hz:core/thread";
import { LOOP_NAME, alive, eachListed, isJoining, makeLoopThread, retire } from "hz:core/life";
import { goOn, main, running, setRunning, suspended } from "hz:core/scheduler";
import { clock, expire, isVirtual, mattering, nextDue, refs } from "hz:core/timers";
import { endPostponing } from "hz:core/main_thread";
import { readyBelow, runCapture } from "hz:core/pinned";
import { blamed, heapIsFull, jobs as jobsAccount, lookAgain, lookAtHeap, watching, weighIn, weighOut } from "hz:core/blame";
import { abandonWaits } from "hz:core/recovery";
import { sleepUntilEvents } from "hz:core/rest";
import { fatal, threadReport } from "hz:core/report";
import { endsByShutdown, shutDown } from "hz:core/shutdown";
//@verify import * as check from "hz:core/verify";
//@trace import * as trace from "hz:core/trace";
//@hooks import * as hooks from "hz:core/hooks";
//@profile import * as profile from "hz:core/profile";
//@profile const runJob = (job) => job.run();

const words = ops.words;

const jobs = new Ring(64);
const immediates = new Ring(16);
const ticks = new Ring(16);

/** The thread whose job is under way; null when the loop may take the next one. */
let owner = null;
/** A thread that ran its jobs to their ends, for the next job. */
let spare = null;
/** Things outside that can still make work: unfinished operations, open servers. */
let holds = 0;

/** Milliseconds of the clock when somebody last looked, as a small integer; for "since when". */
export let coarseMs = 0;

/** Why the last wait ended with nothing left to do: "" (it did not), "finished" or "deadlock". */
export let ending = "";

// ------------------------------------------------------------------------------------------- jobs

/** Queues a job: `job.run()` is called as a turn of the loop; it may block. `job.env` is its environment. */
export function enqueueJob(job) {
  jobs.push(job);
}

/** Queues a job behind all jobs of this turn of the loop. */
export function enqueueImmediate(job) {
  immediates.push(job);
}

/** Queues a call before the next promise job (`process.nextTick`). */
export function nextTick(fn, args) {
  ticks.push(new Call(fn, args));
}

export function loopIsFree() {
  return owner === null;
}

/** Whether the loop could run a job now. */
export function jobsWaiting() {
  return owner === null && (jobs.length !== 0 || immediates.length !== 0 || ticks.length !== 0);
}

/** The scheduler says that a thread's job ended, or blocked. */
export function released(thread) {
  if (owner === thread) owner = null;
}

/**
 * Takes the loop from a job that cannot go on before what lies above its native frames has ended, and gives its thread; null when
 * there is none. A job that was captured goes on by itself: no other job runs before it ends.
 */
export function takeLoopFromBelow() {
  if (owner === null || (owner.state !== RUNNING && (owner.marks & PINNED) === 0)) return null;
  return setOwner(null);
}

/** Makes a thread the one whose job is under way (null: none), and gives the one before it. */
export function setOwner(thread) {
  const before = owner;
  owner = thread;
  return before;
}

/** One turn: the jobs queued until now, immediates, and the promise jobs behind each. */
export function turn() {
  if (owner !== null) return;
  if (blamed !== null) lookAgain();
  if (watching) weighIn(jobsAccount);
  checkpoint();
  for (let n = jobs.length; n > 0 && owner === null; n--) {
    perform(jobs.shift());
    checkpoint();
  }
  for (let n = immediates.length; n > 0 && owner === null; n--) {
    perform(immediates.shift());
    checkpoint();
  }
  if (unfetched.length !== 0) reportUnfetched();
  if (watching) weighOut(jobsAccount);
}

function perform(job) {
  const before = running();
  const thread = enter(job.env);
  let result;
  try {
    let value;
    //@profile if (thread !== null) value = profile.underLoop(runJob, job); else
    value = job.run();
    //@verify check.comes(value);
    result = goOn(thread, value);
  } catch (error) {
    uncaught(error, thread);
  }
  leave(thread, result, before);
}

// Runs `process.nextTick` calls and promise jobs until there are none. A promise job cannot stop half-way: compiled
// code that blocks in one goes on as a thread of its own (hz$a), and code that is pre-empted runs others on top.
function checkpoint() {
  do {
    while (ticks.length !== 0 && owner === null) perform(ticks.shift());
    if (owner !== null) return;
    const before = running();
    const thread = enter(OF_PROMISE_JOB);
    let full;
    //@profile if (thread !== null) full = profile.underLoop(ops.microtasks); else
    full = ops.microtasks();
    forgetInstalled();
    leave(thread, undefined, before);
    endPostponing();
      if (full !== undefined) heapIsFull(full);
  } while (ticks.length !== 0);
}

/** The green thread on top of which a job ran last; it is still below while its state is RUNNING. */
export let beneath = null;

// The threads on top of which jobs and calls out run now.
const below = [];

/** How many jobs and calls out lie on the native stack. */
export function jobDepth() {
  return below.length;
}

/** JavaScript was stopped down to that depth. Calls `visit` with each thread on top of which a job ran. */
export function stopJobs(depth, visit) {
  while (below.length > depth) visit(below.pop());
}

/** The jobs of these threads are gone. */
export function forgetJobs(lost) {
  if (lost.has(owner)) owner = null;
  if (lost.has(spare)) spare = null;
}

function enter(env) {
  const before = running();
  below.push(before);
  if ((before.marks & LOOP) === 0) beneath = before;
  const thread = spare ?? makeLoopThread();
  spare = null;
  owner = thread;
  thread.marks = LOOP | (thread.marks & LISTED);
  thread.state = RUNNING;
  thread.top = null;
  thread.env = env;
  //@trace trace.jobBegins(thread);
  setRunning(thread);
  install(env);
  //@hooks thread.activation = null;
  //@hooks hooks.switches(thread);
  return thread;
}

function leave(thread, result, before) {
  below.pop();
  if (result === S) {
    suspended(thread);
  } else if (owner === thread) {
    //@trace trace.jobEnds(thread);
    owner = null;
    thread.state = DONE;
    spare = thread;
  } else {
    retire(thread);
  }
  setRunning(before);
  //@hooks if (before.state === RUNNING) hooks.switches(before);
}

/**
 * Calls a function of the program, or of compiled stdlib-js, from the scheduler, on a thread of the loop: it may be
 * suspended, and is run to its end here all the same.
 */
export function callOut(fn, ...args) {
  const before = running();
  const ownerBefore = owner;
  const continuation = uninstall();
  const thread = enter(null);
  try {
    const result = fn(...args);
    return result === S ? runCapture() : result;
  } finally {
    leave(thread, undefined, before);
    owner = ownerBefore;
    reinstall(continuation);
  }
}

// ----------------------------------------------------------------------------------------- events

const handlers = [];
const refusals = [];

/**
 * Sets what handles the events of a kind: `handler(event)`, and what tells those concerned that a limit stopped it:
 * `refuse(event, error)`.
 */
export function onEvent(kind, handler, refuse = null) {
  handlers[kind] = handler;
  refusals[kind] = refuse;
}

// The events being delivered, in the order of the native stack.
const batches = [];

class Batch {
  constructor(events) {
    this.events = events;
    this.done = 0;
  }

  deliver() {
    const { events } = this;
    batches.push(this);
    for (; this.done < events.length; this.done++) {
      const event = events[this.done];
      const handler = handlers[event[0]];
      if (handler === undefined) throw new Error(`an event of unknown kind ${event[0]} arrived`);
      handler(event);
    }
    batches.pop();
  }

  /** Delivers the rest after a limit has stopped it. Whose event it was gets the error. */
  goOn(error) {
    const event = this.events[this.done++];
    if (event !== undefined) refusals[event[0]]?.(event, error);
    this.deliver();
  }
}

function dispatch(events) {
  if (events === null || events === undefined) return;
  //@trace const before = trace.fromOutside(true);
  new Batch(events).deliver();
  //@trace trace.fromOutside(before);
}

/** How many batches of events are being delivered. */
export function batchDepth() {
  return batches.length;
}

/** JavaScript was stopped down to that depth: gives the batches that were being delivered. */
export function stopBatches(depth) {
  return batches.splice(depth);
}

const QUIET = 5;
const FINISHED = 0;
const REPORT_THREADS = 1;
const DEADLOCK = 2;
const ABANDONED = 3;

onEvent(QUIET, (event) => {
  if (event[1] === FINISHED) ending = "finished";
  else if (event[1] === REPORT_THREADS) {
    const where = ops.isolate === 0 ? "" : `  on core ${ops.isolate}:\n`;
    ops.report(where + threadReport());
  } else if (event[1] === DEADLOCK) {
    ending = "deadlock";
    endingText = event[2];
  } else if (event[1] === ABANDONED) abandonWaits(event[2]);
});

/** What the isolates said of their threads, when `ending` is "deadlock". */
export let endingText = "";

const SIGNAL = 4;
const signalHandlers = newSet();

/** Calls `handler(number)` for each signal that arrives. */
export function onSignal(handler) {
  signalHandlers.add(handler);
}

onEvent(SIGNAL, (event) => {
  for (const handler of signalHandlers) callOut(handler, event[1]);
});

const SHUTDOWN = 7;

onEvent(SHUTDOWN, (event) => shutDown(event[1]));

/** Something outside can make work from now on: the program does not end. */
export function hold() {
  holds++;
}

export function release() {
  holds--;
}

/** Takes in what has happened: events of the inbox, timers that are due. Cheap when nothing has. */
export function admit() {
  // With a seed each look may be the turn of another isolate.
  if (words[1] !== 0 || isVirtual) {
    words[1] = 0;
    dispatch(ops.drain());
  }
  lookAtHeap();
  const now = clock();
  coarseMs = now | 0;
  //@trace const before = trace.fromOutside(true);
  if (nextDue() <= now) expire(now);
  //@trace trace.fromOutside(before);
}

// ------------------------------------------------------------------------------------------- idle

const idleHooks = [];

/** Calls `hook` when nothing is left to do, before the program ends; it may make work (`beforeExit`). */
export function onIdle(hook) {
  idleHooks.push(hook);
}

// Neither `some` nor for-of: built-ins that take callbacks are compiled code, which a pre-emption may stop, and programs may take the
// iterator of arrays away.
function runIdleHooks() {
  for (let i = 0; i < idleHooks.length; i++) {
    if (callOut(idleHooks[i])) return true;
  }
  return false;
}

/**
 * Sleeps until something happens: true. False when nothing can happen any more, or nothing that would
 * help `target`, the thread on top of which the loop runs.
 */
export function idle(target) {
  ending = "";
  if (unfetched.length !== 0 && reportUnfetched()) return true;
  const due = nextDue();
  const pending = holds + refs() || mattering();
  if (pending === 0 && target !== null && readyBelow(target)) return false;
  let timeout = -1;
  if (due !== Infinity) timeout = isVirtual ? due : Math.max(0, due - clock());
  words[2] = 0;
  //@trace trace.sleeps();
  //@hooks hooks.switches(null);
  const events = isVirtual ? ops.wait(timeout, alive(), pending) : sleepUntilEvents(timeout, alive(), pending);
  //@trace trace.awakes();
  words[2] = 1;
  // The host's own loop would have to run, and cannot.
  if (events === undefined) return false;
  dispatch(events);
  admit();
  // Not before all isolates are done: until then a message of another one may make work.
  if (ending === "finished" && runIdleHooks() && (jobsWaiting() || refs() !== 0 || holds !== 0)) ending = "";
  return ending === "";
}

let exitHook = null;

/** Sets what is told the exit code when the program ends by itself: `hook(code)`, a nested function, gives the code to end with. */
export function setExitHook(hook) {
  exitHook = hook;
}

/** The code to end with (`process.exitCode`, and listeners of "exit"). */
export function exitCodeOf(code) {
  return exitHook === null ? code : exitHook(code);
}

// ------------------------------------------------------------------------------- uncaught exceptions

let uncaughtHandler = null;

/** Sets what sees an uncaught exception first: `handler(error, thread)`; true means that it is dealt with. */
export function setUncaughtHandler(handler) {
  uncaughtHandler = handler;
}

/** An exception that nobody caught ends the program, unless the handler deals with it. */
export function uncaught(error, thread) {
  if (endsByShutdown(error)) return;
  if (uncaughtHandler !== null && callOut(uncaughtHandler, error, thread)) return;
  fatal(error, thread);
}

// Threads that ended with an exception which nobody had joined for. Their starters may still join them: as
// long as it runs or is in another join. Bounded by the threads that fail while their starter runs on.
const unfetched = [];

/** The scheduler says that a thread ended with an exception that nobody has taken. */
export function lost(thread, starter) {
  unfetched.push({ thread, starter });
}

/** Whether there are any. */
export function hasUnfetched() {
  return unfetched.length !== 0;
}

/** Reports the exceptions of threads that nobody can join any more; true when there were any, and the program goes on. */
export function reportUnfetched() {
  let reported = false;
  for (let i = unfetched.length; i-- > 0; ) {
    const { thread, starter } = unfetched[i];
    if (mayStillJoin(starter)) continue;
    unfetched.splice(i, 1);
    if ((thread.marks & FETCHED) !== 0) continue;
    reported = true;
    uncaught(thread.value, thread);
  }
  return reported;
}

function mayStillJoin(starter) {
  if (starter === null || starter === main || starter.entry === LOOP_NAME) return asyncCodeJoins();
  return isAlive(starter) && isRunningOrJoins(starter);
}

// Async code has no thread of its own: where it blocks, one that was adopted goes on for it. Any of those may be the one
// that will join.
function asyncCodeJoins() {
  if (isAlive(main) && (main.marks & HOST) === 0 && isRunningOrJoins(main)) return true;
  let found = false;
  eachListed((thread) => (found ||= (thread.marks & ADOPTED) !== 0 && isRunningOrJoins(thread)));
  return found;
}

function isAlive(thread) {
  return thread.state !== DONE && thread.state !== FAILED;
}

function isRunningOrJoins(thread) {
  return thread.state !== BLOCKED || isJoining(thread);
}
