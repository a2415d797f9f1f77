// select: runs one of several channel operations, the one that can run first.
//
// Pass 1 looks at all cases and picks one of those that are ready, each with the same chance. If there is none and
// no default, pass 2 enqueues a waiter for each case and blocks. Whoever then runs a case withdraws the waiters of
// all the others before it readies the thread (pass 3), so that nobody ever sees a stale waiter.

import { below } from "hz:core/random";
import { UsageError } from "hz:core/errors";
import { S } from "hz:core/sentinel";
import { VALUE, Waiter } from "hz:core/thread";
import { canRecv, canSend, channelOf, isChan, watch } from "hz:core/channel";
import { mayBlock, park, ready, running, save } from "hz:core/scheduler";
import { Timer, start, stop } from "hz:core/timers";

/** What a select gives: which case ran, and what it received. The key is the case's name, or its index as a string. */
export class Selected {
  constructor(key, value, ok) {
    this.case = key;
    this.value = value;
    this.ok = ok;
  }
}

/** A case that receives, with what to do then. */
class RecvCase {
  constructor(chan, then) {
    this.chan = chan;
    this.then = then;
  }
}

/** A case that sends. */
class SendCase {
  constructor(chan, value, then) {
    this.chan = chan;
    this.value = value;
    this.then = then;
  }
}

/** The case of receiving from a channel; `then(value, ok)` is called when it ran. */
export function recv(channel, then) {
  return new RecvCase(channelOf(channel), then);
}

/** The case of sending a value; `then()` is called when it ran. */
export function send(channel, value, then) {
  return new SendCase(channelOf(channel), value, then);
}

/** Runs one of the cases; see index.d.ts. */
export function select(cases) {
  if (typeof cases !== "object" || cases === null) throw new UsageError("select: expected an object or array of cases");
  let ready = 0;
  let chosen;
  let later = false;
  for (const key in cases) {
    const c = cases[key];
    let can;
    if (isChan(c)) can = canRecv(c);
    else if (c instanceof SendCase) can = canSend(c.chan);
    else {
      can = looksReady(key, c);
      if (!can) later = true;
    }
    // Of n ready cases each is chosen with probability 1/n, without keeping a list of them.
    if (can && (++ready === 1 || below(ready) === 0)) chosen = key;
  }
  if (ready !== 0) return runCase(cases, chosen);
  if (later && "default" in cases) return runDefault(cases.default);
  return block(cases);
}

// Cases that are not plain channels or sends: receives with a callback, views, nothing at all, `default`, `timeout`.
function looksReady(key, c) {
  if (c instanceof RecvCase) return canRecv(c.chan);
  if (c === null || c === undefined || key === "default") return false;
  if (key === "timeout" && isTimeout(c)) return false;
  const channel = channelOf(c);
  if (isChan(channel)) return canRecv(channel);
  throw new UsageError(
    `select: case ${key} is neither a channel, recv(channel), send(channel, value) nor undefined` +
      (typeof c === "number" ? " (a number of milliseconds is only understood under the key timeout)" : ""),
  );
}

function isTimeout(c) {
  return typeof c === "number" || c instanceof TimeoutCase;
}

/** A timeout with something to do when it passes. */
class TimeoutCase {
  constructor(ms, then) {
    this.ms = ms;
    this.then = then;
  }
}

/** The case that runs when no other did for a time; only under the key `timeout`. */
export function timeout(ms, then) {
  return new TimeoutCase(ms, then);
}

function runDefault(then) {
  return typeof then === "function" ? then() : new Selected("default", then, false);
}

// The case is ready: its operation does not block.
function runCase(cases, key) {
  const c = cases[key];
  if (c instanceof SendCase) {
    const sent = c.chan.send(c.value);
    if (sent === S) return S;
    return c.then === undefined ? new Selected(key, undefined, true) : c.then();
  }
  const channel = c instanceof RecvCase ? c.chan : channelOf(c);
  const received = channel.tryRecv();
  // The other side may have been faster if the channel is also used on another core.
  if (received === undefined) return select(cases);
  if (c instanceof RecvCase && c.then !== undefined) return c.then(received.value, received.ok);
  return new Selected(key, received.value, received.ok);
}

/** The wait of a thread that is blocked in a select. */
class SelectWait {
  constructor(thread) {
    this.thread = thread;
    this.waiters = [];
    this.timer = null;
  }

  /** Called by the other side of the case that runs. */
  win(waiter, value, ok) {
    this.#leave(waiter);
    ready(this.thread, new Selected(waiter.key, value, ok), false);
  }

  fail(waiter, error) {
    this.#leave(waiter);
    ready(this.thread, error, true);
  }

  #leave(winner) {
    for (const waiter of this.waiters) {
      if (waiter !== winner) waiter.withdraw();
    }
    if (this.timer !== null) stop(this.timer);
  }

  timedOut() {
    this.#leave(null);
    ready(this.thread, new Selected("timeout", undefined, false), false);
  }

  withdraw() {
    this.#leave(null);
  }

  describe() {
    if (this.waiters.length === 0) return this.timer === null ? "select without cases" : "select";
    return `select (${this.waiters.map((waiter) => waiter.describe()).join(", ")})`;
  }
}

class CaseWaiter extends Waiter {
  constructor(select, key, value) {
    super(null);
    this.select = select;
    this.key = key;
    this.value = value;
    this.shape = VALUE;
  }
}

class SelectTimer extends Timer {
  constructor(wait) {
    super();
    this.wait = wait;
  }

  fire() {
    this.wait.timedOut();
  }
}

function block(cases) {
  mayBlock();
  const wait = new SelectWait(running());
  let callbacks = false;
  for (const key in cases) {
    const c = cases[key];
    if (c === null || c === undefined) continue;
    if (c.then !== undefined) callbacks = true;
    if (key === "timeout" && isTimeout(c)) startTimeout(wait, c);
    else enqueue(wait, key, c);
  }
  const stopped = park(wait);
  // The callback of the case that ran is called by a frame of ours.
  return callbacks ? save(null, resumeSelect, 0, undefined, undefined, cases) : stopped;
}

function startTimeout(wait, c) {
  const ms = +(typeof c === "number" ? c : c.ms);
  if (ms === Infinity) return;
  wait.timer = new SelectTimer(wait);
  start(wait.timer, ms > 0 ? ms : 0);
}

function enqueue(wait, key, c) {
  const sends = c instanceof SendCase;
  const waiter = new CaseWaiter(wait, key, sends ? c.value : undefined);
  wait.waiters.push(waiter);
  watch(sends || c instanceof RecvCase ? c.chan : channelOf(c), waiter, sends);
}

function resumeSelect(frame, selected, isError) {
  if (isError) throw selected;
  const then = frame[5][selected.case].then;
  return then === undefined ? selected : then(selected.value, selected.ok);
}
