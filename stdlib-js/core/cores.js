// Green threads on other cores: `go` starts one anywhere, share-nothing, and its end comes back.
//
// The isolate that calls `go` is the thread's *home*. There a Thread stands for it, blocked until its end arrives, so
// that join, cancel, names and reports work as for any other. Where it runs it is a plain thread whose end is
// posted home. What runs travels as (module, index) with captured variables and arguments; it is packed even if it
// then runs at home, so that where it lands never changes what a program means.
//
// Bounds: `away` has one entry for each unfinished thread started from here, `guests` one for each that runs here.

import ops from "hz:internal/ops";
import { newMap } from "hz:core/abstract";
import { CancelledError, LimitError, LinkError } from "hz:core/errors";
import { DONE, FAILED, extraOf } from "hz:core/thread";
import { cancel, describeThread, finish, spawnElsewhere, spawnForeign, whenOver } from "hz:core/scheduler";
import { limitCpu, limitHold, limitWall, strike, wallLimitMs } from "hz:core/limits";
import { enqueueJob, onEvent } from "hz:core/loop";
import { Task, setStartAnywhere } from "hz:core/task";
import { hasModule, resolve } from "hz:core/registry";
import { BOUND, captureNames, equipped, isLiteral, portable } from "hz:core/portable";
import { refusePacking } from "hz:core/pack";
import { callWith, shareAs } from "hz:core/remote";
import { unpack } from "hz:core/unpack";
//@trace import * as trace from "hz:core/trace";

const START = 2;
const ENDED = 3;
const CANCEL = 6;
const ANY = -1;

/** Number of a task to the Thread that stands for it. */
const away = newMap();
let lastTask = 0;

/** `home:task` to the thread that runs here for it, or to the Guest while it has not begun. */
const guests = newMap();

// ------------------------------------------------------------------------------------------- at home

// Blocks the Thread at home.
class Away {
  constructor(task) {
    this.task = task;
    this.thread = null;
    this.isAway = true;
  }

  // With `isLast` it is ended there, whatever it catches.
  interrupt(error, isLast = false) {
    if (ops.withdraw(ops.isolate, this.task)) {
      ended(this.task, error, FAILED);
      return;
    }
    for (let core = 0; core < ops.cores; core++) post(core, CANCEL, this.task, isLast, error);
  }

  withdraw() {}

  describe() {
    return "its end on another core";
  }
}

const GO_INSTEAD = ", or start it with go.local, which shares this core's memory";
// How the parts of a thread that travels are called in errors.
const PLACES = ["", "", "", "", "", "", "", ""];

function startAnywhere(core, fn, args, cpuMs = 0, wallMs = wallLimitMs) {
  if (!Number.isInteger(core) || core < ANY || core >= ops.cores) {
    throw new RangeError(`go.on: expected a core from 0 to ${ops.cores - 1}, not ${String(core)}`);
  }
  const what = portable(fn, "go", GO_INSTEAD);
  return send(core, what, null, args, { cpuMs, wallMs }, isLiteral(fn) ? "" : fn);
}

/**
 * Starts a thread on whichever core has room that calls `runner(fn, ...args)`, where `fn` has been handed to `caller`;
 * `runner` is at the top level of a module that the module of `fn` imports.
 */
export function startRunner(runner, fn, caller, args) {
  if (fn === undefined) return startAnywhere(ANY, runner, [undefined, ...args]);
  const { url, index } = portable(runner, caller).reference;
  return send(ANY, portable(fn, caller), { url, index }, args, { cpuMs: 0, wallMs: wallLimitMs }, isLiteral(fn) ? "" : fn);
}

function send(core, { reference, names, captures }, runner, args, { cpuMs, wallMs }, label) {
  const { url, index, member } = reference;
  const count = names === null ? -1 : captures.length;
  const parts = [url, index, member, cpuMs, wallMs, runner, names === BOUND, count, ...captures, args];
  const places = [...PLACES, ...captureNames(names, count), "args"];
  shareModuleChannels();
  lastTask = (lastTask + 1) >>> 0;
  const task = lastTask;
  //@trace trace.sendsTask(task);
  const here = callWith(ops.spawn, task, core, parts, places);
  const wait = new Away(task);
  const thread = spawnElsewhere(label, wait);
  wait.thread = thread;
  away.set(task, thread);
  if (wallMs !== 0) limitWall(thread, wallMs);
  if (here !== null) onStart(here);
  return new Task(thread);
}

function ended(task, value, state) {
  const thread = away.get(task);
  if (thread === undefined) return;
  away.delete(task);
  thread.wait = null;
  //@trace trace.endsTask(thread, task);
  finish(thread, value, state);
}

onEvent(ENDED, ([, task, isError, parcel, core]) => {
  const thread = away.get(task);
  if (thread !== undefined) extraOf(thread).core = core;
  let value;
  let state = isError ? FAILED : DONE;
  try {
    value = unpack(parcel);
  } catch (error) {
    value = error;
    state = FAILED;
  }
  ended(task, value, state);
}, ([, task], error) => ended(task, error, FAILED));

const LOST = 8;

onEvent(LOST, ([, task, limit, message, core]) => {
  const thread = away.get(task);
  if (thread === undefined) return;
  extraOf(thread).core = core;
  ended(task, new LimitError(limit, `${describeThread(thread)} was lost with its isolate: ${message}`), FAILED);
});

setStartAnywhere(startAnywhere);
refusePacking(Task.prototype, "it belongs to the core that started it; join it there and send its result");

// ------------------------------------------------------------------------------------ where it runs

function post(core, kind, id, flag, value, what) {
  callWith((a, b, ...parcel) => ops.post(core, kind, a, b, ...parcel), id, flag, value, what);
}

const keyOf = (home, task) => `${home}:${task}`;

function onStart([, task, home, parcel]) {
  let parts;
  try {
    parts = unpack(parcel);
  } catch (error) {
    post(home, ENDED, task, true, error, "the error");
    return;
  }
  const guest = new Guest(home, task, parts);
  guests.set(keyOf(home, task), guest);
  // Loading a module runs its top level, which is work for the event loop; most often it is there already.
  if (hasModule(parts[0])) guest.start();
  else enqueueJob(guest);
}

// Threads that arrive (or are cancelled) while this isolate still sets up its globals: pre-empted, the set-up takes in
// events too.
let early = [];

function onceOpen(handle) {
  return (event) => {
    if (early === null) handle(event);
    else early.push(() => handle(event));
  };
}

onEvent(START, onceOpen(onStart), ([, task, home], error) => {
  guests.delete(keyOf(home, task));
  sendEnd(home, task, true, error);
});

/** The globals are there: threads of other isolates may run here from now on. */
export function openForGuests() {
  // Not at the top level, which a snapshot holds for all isolates. An isolate that was given up had this one's number:
  // what still comes for it must find nothing here.
  lastTask = (ops.generation << 24) >>> 0;
  severalCores = ops.isolate !== 0;
  const waiting = early;
  early = null;
  for (const handle of waiting) handle();
}

// A thread of another isolate that is about to run here.
class Guest {
  constructor(home, task, parts) {
    this.home = home;
    this.task = task;
    this.parts = parts;
    this.env = null;
    /** The error that ends it before it begins, or null. */
    this.cancelled = null;
  }

  /** As a job of the event loop. */
  run() {
    this.start();
  }

  start() {
    const { home, task } = this;
    const [url, index, member, cpuMs, wallMs, runner, isBound, captured, ...rest] = this.parts;
    const key = keyOf(home, task);
    guests.delete(key);
    try {
      if (this.cancelled !== null) throw this.cancelled;
      let entry = resolve(url, index, member);
      if (captured >= 0) entry = equipped(entry, isBound, rest.slice(0, captured));
      let args = rest[rest.length - 1];
      if (runner !== null) {
        args = [entry, ...args];
        entry = resolve(runner.url, runner.index, "");
      }
      const thread = spawnForeign(entry, args);
      //@trace trace.startsTask(thread, home, task);
      guests.set(key, thread);
      if (cpuMs !== 0) limitCpu(thread, cpuMs);
      if (wallMs !== 0) limitHold(thread, wallMs);
      whenOver(thread, () => {
        guests.delete(key);
        //@trace trace.sendsEnd(thread, home, task);
        sendEnd(home, task, thread.state === FAILED, thread.value);
      });
    } catch (error) {
      sendEnd(home, task, true, error);
    }
  }
}

function sendEnd(home, task, isError, value) {
  try {
    post(home, ENDED, task, isError, value, isError ? "the exception" : "the result");
  } catch (error) {
    post(home, ENDED, task, true, error, "the error");
  }
}

onEvent(CANCEL, onceOpen(([, task, isLast, parcel, home]) => {
  const guest = guests.get(keyOf(home, task));
  if (guest === undefined) return;
  const reason = unpack(parcel);
  const isOurs = reason instanceof CancelledError || reason instanceof LinkError || reason instanceof LimitError;
  const error = isOurs ? reason : new CancelledError(reason);
  if (guest instanceof Guest) guest.cancelled = error;
  else if (isLast) strike(guest, error, true);
  else cancel(guest, error);
}));

// ------------------------------------------------------------- the top level of modules on every core

/** Channels of module level that wait for the first thread that runs elsewhere: until then they stay local. */
let unshared = [];
let severalCores = false;

/** `hz$m(url, name, chan)`: a channel that a module's top level makes; it is the same one on every core. */
export function moduleChannel(url, name, chan) {
  const share = () => shareAs(chan, `${url} ${name}`);
  if (severalCores) share();
  else unshared.push(share);
  return chan;
}

function shareModuleChannels() {
  if (severalCores) return;
  severalCores = true;
  for (const share of unshared) share();
  unshared = [];
}

/** `hz$M(name)`: stands for a constant whose initialiser runs only in the program's own isolate; any use throws. */
export function missing(name) {
  const refuse = () => {
    throw new ReferenceError(
      `'${name}' has no value on core ${ops.isolate}: it is made by a top-level statement of the program, which runs ` +
        "once, on core 0; pass the value as an argument, or make it inside a function",
    );
  };
  const traps = { __proto__: null };
  for (const trap of Object.getOwnPropertyNames(Reflect)) traps[trap] = refuse;
  return new Proxy(refuse, traps);
}
