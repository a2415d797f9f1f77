// Who does the work: the calling thread for as long as that is quickest, then a thread on each core.
//
// What the elements cost is measured while the first of them are done here. Others are called once what is left costs more
// than calling them, and an element more than sending it. Each takes a part, and the next one when it has done that; parts
// get smaller towards the end (guided self-scheduling: Polychronopoulos and Kuck, 1987), so that all end at about the same time.
//
// With a seed time stands still while code runs, so nothing can be measured: then others are called at once, which also shows
// a program under more schedules.

import { chan } from "hz:core/channel";
import { startRunner } from "hz:core/cores";
import { localForm } from "hz:core/portable";
import { goLocal, whenEnded } from "hz:core/task";
import { clock, isVirtual } from "hz:core/timers";
import { TaskJob, renamed } from "./jobs.js";

// So long the work goes on here before it is judged: until then mostly code that is not optimised yet runs.
const PROBE_MS = 1;
// What is left must cost as much as it takes to start an isolate and to load the program's modules there.
const HAND_OVER_MS = 4;
// Between two looks at the clock, and the least that is worth a message there and back.
const BATCH_MS = 0.25;
// With a given number of shares for each core the first parts are large, and the last ones still even out.
const SHARES = 2;

/**
 * Does a job with `fn`; gives the form of that for this core. `chunk` is 0 unless the program has set it. Only what sorts needs no
 * function.
 */
export function run(job, fn, { chunk, cores }, caller) {
  const here = fn === undefined && job instanceof TaskJob ? undefined : localForm(fn, caller);
  const measures = chunk === 0 && !isVirtual;
  const start = { from: 0, costMs: 0 };
  if (cores === 1 || measures || job.length <= chunk) workAlone(job, here, { chunk, cores }, start);
  if (start.from < job.length) {
    const parts = new Parts(job, start, { chunk, cores });
    job.share();
    callAll(job, parts, fn, here, caller);
  }
  return here;
}

// Goes on until all is done, or others are worth calling; `start` says then where they begin.
function workAlone(job, here, { chunk, cores }, start) {
  const { length, most } = job;
  const began = clock();
  let at = 0;
  let size = chunk === 0 ? 1 : chunk;
  let weightMs = -1;
  while (at < length) {
    const from = at;
    const batchBegan = clock();
    at = Math.min(from + size, length);
    job.here(here, from, at);
    const now = clock();
    const costMs = (now - batchBegan) / (at - from);
    if (cores > 1 && now - began >= PROBE_MS && costMs * (length - at) > HAND_OVER_MS) {
      if (weightMs < 0) weightMs = job.weigh(from, at);
      if (costMs > weightMs) {
        start.from = at;
        start.costMs = costMs;
        return;
      }
    }
    if (chunk !== 0) continue;
    const fitting = costMs === 0 ? 2 * size : Math.floor(BATCH_MS / costMs);
    size = Math.max(1, Math.min(2 * size, fitting, most));
  }
  start.from = length;
}

/** The parts that are still to be done, in order. */
class Parts {
  constructor(job, { from, costMs }, { chunk, cores }) {
    this.at = from;
    this.length = job.length;
    this.chunk = chunk;
    this.most = job.most;
    this.least = costMs === 0 ? 1 : Math.max(1, Math.ceil(BATCH_MS / costMs));
    const left = this.length - from;
    /** How many threads there is work for. */
    this.hands = Math.min(cores, Math.ceil(left / (chunk === 0 ? this.least : chunk)));
  }

  /** `{ from, to }`, or null when there is no more. */
  next() {
    const from = this.at;
    const left = this.length - from;
    if (left === 0) return null;
    let size = this.chunk;
    if (size === 0) size = Math.min(Math.max(Math.ceil(left / (SHARES * this.hands)), this.least), this.most);
    this.at = from + Math.min(size, left);
    return { from, to: this.at };
  }
}

// One thread here, and one for each other core that talks to a thread there. The first failure ends them all.
function callAll(job, parts, fn, here, caller) {
  const crew = [];
  for (let i = 1; i < parts.hands; i++) crew.push(goLocal(serve, job, parts, fn, caller));
  crew.push(goLocal(workHere, job, parts, here));
  const ends = chan(crew.length);
  ends.name = `the end of ${caller}`;
  for (const task of crew) whenEnded(task, (failed, value, status) => ends.send({ value, status }));
  let failure = null;
  const fail = (error) => {
    if (failure !== null) return;
    failure = { error };
    for (const task of crew) task.cancel("other elements failed");
  };
  for (let left = crew.length; left > 0;) {
    try {
      const { value, status } = ends.recv();
      left--;
      if (status !== "done") fail(value);
    } catch (error) {
      // This thread was cancelled: so is its work, whose end is waited for all the same.
      fail(error);
    }
  }
  if (failure !== null) throw failure.error;
}

function workHere(job, parts, here) {
  for (let part = parts.next(); part !== null; part = parts.next()) job.here(here, part.from, part.to);
}

// Has a thread on another core work.
function serve(job, parts, fn, caller) {
  const asks = chan(1);
  const answers = chan(1);
  asks.name = `parts of ${caller}`;
  answers.name = `results of ${caller}`;
  const task = startRunner(work, fn, caller, [job.step, asks, answers]);
  task.name = caller;
  whenEnded(task, () => answers.close());
  try {
    for (let part = parts.next(); part !== null; part = parts.next()) {
      ask(asks, job, part);
      const { ok, value } = answers.recv2();
      // It has failed: `join` says how.
      if (!ok) break;
      job.take(value, part.from, part.to);
    }
    asks.close();
    task.join();
  } finally {
    endOf(task);
  }
}

function ask(asks, job, { from, to }) {
  try {
    asks.send(job.ask(from, to));
  } catch (error) {
    throw renamed(error, from, "element");
  }
}

// Nothing of the work goes on when its caller goes on.
function endOf(task) {
  if (!task.cancel("other elements failed")) return;
  try {
    task.join();
  } catch {
    // What counts is the failure that came first.
  }
}

/** What runs on another core. */
export function work(fn, step, asks, answers) {
  for (const args of asks) {
    const result = step(fn, ...args);
    try {
      answers.send(result);
    } catch (error) {
      throw renamed(error, args[3], "the result of element");
    }
  }
}
