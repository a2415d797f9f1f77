// select: runs one of several channel operations, the one that can run first.
//
// Pass 1 looks at all cases and picks one of those that are ready, each with the same chance. If there is none and
// no default, pass 2 enqueues a waiter for each case and blocks. Whoever then runs a case withdraws the waiters of
// all the others before it readies the thread (pass 3), so that nobody ever sees a stale waiter.

import { S } from "hz:core/sentinel";
import { below } from "hz:core/random";
import { UsageError } from "hz:core/errors";
import { VALUE, Waiter } from "hz:core/thread";
import { canRecv, canSend, channelOf, isChan, watch } from "hz:core/channel";
import { cancelLater, mayBlock, park, ready, running, save, take } from "hz:core/scheduler";
import { Timer, milliseconds, start, stop } from "hz:core/timers";

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
  return new RecvCase(channelFor("recv", channel), then);
}

/** The case of sending a value; `then()` is called when it ran. */
export function send(channel, value, then) {
  return new SendCase(channelFor("send", channel), value, then);
}

function channelFor(what, value) {
  const channel = channelOf(value);
  if (isChan(channel)) return channel;
  throw new TypeError(`${what}: expected a channel, not ${value === null ? "null" : typeof value}`);
}

/** Runs one of the cases; see index.d.ts. */
export function select(cases) {
  if (typeof cases !== "object" || cases === null) throw new TypeError("select: expected an object or array of cases");
  let ready = 0;
  let chosen;
  let hasDefault = false;
  for (const key in cases) {
    const c = cases[key];
    if (isChan(c)) {
      if (!canRecv(c)) continue;
    } else if (key === "default") {
      hasDefault = true;
      continue;
    } else if (!looksReady(key, c)) {
      continue;
    }
    // Of n ready cases each is chosen with probability 1/n, without keeping a list of them.
    if (++ready === 1 || below(ready) === 0) chosen = key;
  }
  if (ready !== 0) return runCase(cases, chosen);
  return hasDefault ? runDefault(cases.default) : block(cases);
}

// Cases that are not plain channels: sends, receives with a callback, views, nothing at all, `timeout`.
function looksReady(key, c) {
  if (c instanceof SendCase) return canSend(c.chan);
  if (c instanceof RecvCase) return canRecv(c.chan);
  if (c === null || c === undefined) return false;
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

// The case is ready: its operation does not block, unless the channel is also used on another core, where somebody was
// faster: then all cases are looked at again.
function runCase(cases, key) {
  const c = cases[key];
  if (isChan(c)) {
    const received = c.tryRecv();
    return received === undefined ? select(cases) : new Selected(key, received.value, received.ok);
  }
  if (c instanceof SendCase) {
    if (!c.chan.trySend(c.value)) return select(cases);
    return c.then === undefined ? new Selected(key, undefined, true) : c.then();
  }
  const channel = c instanceof RecvCase ? c.chan : channelOf(c);
  const received = channel.tryRecv();
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
    /** The cases on channels that several isolates use, or null. */
    this.remote = null;
  }

  get isForPeers() {
    return this.waiters.length !== 0;
  }

  /** Whether this select may be answered here: another core may have done so already, through a shared channel. */
  claim() {
    return this.remote === null || this.remote.claim();
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
    if (!this.claim()) return;
    this.#leave(null);
    ready(this.thread, new Selected("timeout", undefined, false), false);
  }

  withdraw() {
    this.claim();
    this.#leave(null);
  }

  /** The thread is cancelled. An answer of another core that is on its way counts: then the next wait throws. */
  interrupt(error) {
    if (!this.claim()) return cancelLater(this.thread, error);
    this.#leave(null);
    ready(this.thread, error, true);
  }

  describe() {
    if (this.waiters.length === 0) return this.timer === null ? "select without cases" : "select";
    const cases = [];
    for (const waiter of this.waiters) cases.push(waiter.describe());
    return `select (${cases.join(", ")})`;
  }
}

class CaseWaiter extends Waiter {
  constructor(select, key, value) {
    super(null);
    this.select = select;
    this.key = key;
    this.chan = null;
    this.sends = false;
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
  watchAll(wait.waiters);
  if (wait.remote !== null) commit(wait);
  if (!callbacks) return park(wait);
  const stopped = park(wait);
  // The callback of the case that ran is called by a frame of ours.
  return stopped === S ? save(null, resumeSelect, 0, cases) : stopped;
}

function startTimeout(wait, c) {
  const ms = milliseconds("select: timeout", typeof c === "number" ? c : c.ms);
  if (ms === Infinity) return;
  wait.timer = new SelectTimer(wait);
  start(wait.timer, ms > 0 ? ms : 0);
}

function enqueue(wait, key, c) {
  const sends = c instanceof SendCase;
  const waiter = new CaseWaiter(wait, key, sends ? c.value : undefined);
  waiter.chan = sends || c instanceof RecvCase ? c.chan : channelOf(c);
  waiter.sends = sends;
  wait.waiters.push(waiter);
}

// Of several cases on one channel the first in its queue runs: chance says which that is.
function watchAll(waiters) {
  const n = waiters.length;
  for (let k = 0, i = n > 1 ? below(n) : 0; k < n; k++) {
    const waiter = waiters[i];
    watch(waiter.chan, waiter, waiter.sends);
    if (++i === n) i = 0;
  }
}

// A value that cannot be sent to another core is found out here: the select then waits nowhere.
function commit(wait) {
  try {
    wait.remote.commit();
  } catch (error) {
    wait.withdraw();
    throw error;
  }
}

function resumeSelect(frame, value) {
  const selected = take(value);
  const then = frame[3][selected.case].then;
  return then === undefined ? selected : then(selected.value, selected.ok);
}
