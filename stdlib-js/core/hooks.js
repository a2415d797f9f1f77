// Hooks: functions of the program that are told of calls, returns, exceptions, spawns and switches (`--hooks`).
//
// The compiler adds to each function what tells of its activations (abi.js; compiler/src/hooks/). The activations of a thread that
// are on its stack, captured or not, form a list: `thread.activation` is the innermost, `below` the one around it. One that
// waits by `await` or `yield` is away: off the list until it comes back, perhaps on another thread. The core tells of threads
// in lines marked `//@hooks`, which are comments in a run without hooks.
//
// Invariants:
// - Whoever is told runs atomically, and nobody is told of what happens meanwhile.
// - No method of the built-in prototypes is called that the program may have replaced: functions of it tell of themselves.
// - A list of hooks is never changed, only replaced: it may be the one that is being walked.

import { newWeakMap } from "hz:core/abstract";
import { enqueueJob, uncaught } from "hz:core/loop";
import { pinnedCall } from "hz:core/pinned";
import { running } from "hz:core/scheduler";
import { Task } from "hz:core/task";
import { ATOMIC, extraOf } from "hz:core/thread";

const { apply } = Reflect;
const { exec } = RegExp.prototype;
const { endsWith } = String.prototype;

const FRAME_LOCALS = 3;

// The kinds of hooks, by the index of their lists.
const CALL = 0;
const RETURN = 1;
const THROW = 2;
const SUSPEND = 3;
const RESUME = 4;
const SPAWN = 5;
const SWITCH = 6;
/** Their names. */
export const KINDS = ["call", "return", "throw", "suspend", "resume", "spawn", "switch"];
// Those of functions come first; filters are for them.
const OF_FUNCTIONS = 5;

// ------------------------------------------------------------------------------------ what is known

/** A function of the program. `lists` are the hooks that want to hear of it by kind, or null where there is none. */
class Site {
  constructor(module, name, line, column) {
    this.module = module;
    this.name = name;
    this.line = line;
    this.column = column;
    this.lists = [null, null, null, null, null];
  }
}

class Activation {
  constructor(site, thread, caller, wanted) {
    this.site = site;
    this.thread = thread;
    /** In which it was called, and what is below it on the list now. */
    this.caller = caller;
    this.below = caller;
    this.w = wanted;
    this.isAway = false;
    this.hasEnded = false;
    this.call = null;
  }
}

/** An activation of a function, as hooks see it: the same object for all that happens to it. */
class Call {
  #activation;

  constructor(activation) {
    this.#activation = activation;
    /** For the hooks' own use. */
    this.data = undefined;
  }

  /** The function's name: "main", "Point.norm", "get Point.area", "<anonymous>". */
  get function() {
    return this.#activation.site.name;
  }

  /** The URL of the function's module. */
  get module() {
    return this.#activation.site.module;
  }

  get line() {
    return this.#activation.site.line;
  }

  get column() {
    return this.#activation.site.column;
  }

  /** The call in which this one was made; null at the bottom of a stack. */
  get caller() {
    const { caller } = this.#activation;
    return caller === null ? null : callOf(caller);
  }

  /** The green thread on which it runs. */
  get task() {
    return taskOf(this.#activation.thread);
  }
}

function callOf(activation) {
  return activation.call ?? (activation.call = new Call(activation));
}

const tasks = newWeakMap();

function taskOf(thread) {
  if (thread === null) return null;
  let task = tasks.get(thread);
  if (task === undefined) tasks.set(thread, (task = new Task(thread)));
  return task;
}

// ----------------------------------------------------------------------------------------- attaching

/** What was attached together, in the order in which it was. */
let attachments = [];
/** The hooks of threads by kind, as those of a Site. */
const lists = [null, null, null, null, null, null, null];
/** All functions of the modules that have begun. */
const sites = [];

let hookOf;
let accepts;
let isRemoved;

/** Hooks that were attached together. */
class Attachment {
  #hooks;
  #filter;
  #isRemoved = false;

  constructor(hooks, filter) {
    this.#hooks = hooks;
    this.#filter = filter;
  }

  /** From now on the hooks are told nothing. Removing them again does nothing. */
  remove() {
    const left = [];
    for (let i = 0; i < attachments.length; i++) if (attachments[i] !== this) left[left.length] = attachments[i];
    attachments = left;
    this.#isRemoved = true;
    update();
  }

  [Symbol.dispose]() {
    this.remove();
  }

  static {
    hookOf = (attachment, kind) => attachment.#hooks[kind];
    accepts = (attachment, site) => matches(attachment.#filter, site);
    isRemoved = (attachment) => attachment.#isRemoved;
  }
}

/** Has hooks told of what happens from now on: functions by kind, each or undefined; `filter` chooses of which functions. */
export function attach(hooks, filter) {
  const attachment = new Attachment(hooks, filter);
  const all = [];
  for (let i = 0; i < attachments.length; i++) all[i] = attachments[i];
  all[all.length] = attachment;
  attachments = all;
  update();
  return attachment;
}

function matches(filter, site) {
  const { function: name, module } = filter;
  if (name !== undefined && !(typeof name === "string" ? site.name === name : test(name, site.name))) return false;
  if (module === undefined) return true;
  return typeof module === "string" ? isModule(site.module, module) : test(module, site.module);
}

function test(regExp, text) {
  return apply(exec, regExp, [text]) !== null;
}

// A text names a module by its URL, or by the end of it.
function isModule(url, text) {
  return url === text || apply(endsWith, url, [`/${text}`]);
}

// Who is told is looked up here and not at each call: functions are many, but the hooks change rarely.
function update() {
  for (let kind = 0; kind < KINDS.length; kind++) lists[kind] = listFor(kind, null);
  for (let i = 0; i < sites.length; i++) updateSite(sites[i]);
}

function updateSite(site) {
  for (let kind = 0; kind < OF_FUNCTIONS; kind++) site.lists[kind] = lists[kind] === null ? null : listFor(kind, site);
}

function listFor(kind, site) {
  let list = null;
  for (let i = 0; i < attachments.length; i++) {
    const attachment = attachments[i];
    const hook = hookOf(attachment, kind);
    if (hook === undefined || (site !== null && !accepts(attachment, site))) continue;
    if (list === null) list = [];
    list[list.length] = { attachment, hook };
  }
  return list;
}

// ------------------------------------------------------------------------------------------- telling

// Whether a hook runs.
let telling = false;

/** Whether a hook runs: it must not block. */
export function isTelling() {
  return telling;
}

/** All JavaScript was stopped. */
export function forget() {
  telling = false;
}

// As `atomically`, but without a spread: the program may have replaced what iterates arrays.
function tell(list, a, b, c) {
  if (telling) return;
  const thread = running();
  const extra = extraOf(thread);
  telling = true;
  extra.atomicDepth++;
  thread.marks |= ATOMIC;
  try {
    for (let i = 0; i < list.length; i++) tellOne(list[i], a, b, c);
  } finally {
    if (--extra.atomicDepth === 0) thread.marks &= ~ATOMIC;
    telling = false;
  }
}

function tellOne({ attachment, hook }, a, b, c) {
  if (isRemoved(attachment)) return;
  try {
    pinnedCall(hook(a, b, c));
  } catch (error) {
    attachment.remove();
    enqueueJob(new Failure(error, running()));
  }
}

// The exception of a hook is nobody's but the program's: it is uncaught.
class Failure {
  constructor(error, thread) {
    this.env = null;
    this.error = error;
    this.thread = thread;
  }

  run() {
    uncaught(this.error, this.thread);
  }
}

// ---------------------------------------------------------------------------------- what compiled code tells

/** hz$H: a function is called. */
export function enter(table, index) {
  const site = (table.sites ?? readTable(table))[index];
  const thread = running();
  return (thread.activation = new Activation(site, thread, thread.activation, site.lists[CALL] !== null && !telling));
}

// The functions of a module: its URL, then name, line and column of each.
function readTable(table) {
  const values = table();
  const own = [];
  for (let i = 1; i < values.length; i += 3) {
    const site = new Site(values[0], values[i], values[i + 1], values[i + 2]);
    updateSite(site);
    own[own.length] = sites[sites.length] = site;
  }
  return (table.sites = own);
}

/** hz$I: who wants to hear of the call is told. */
export function called(activation, receiver, args) {
  const list = activation.site.lists[CALL];
  if (list !== null) tell(list, callOf(activation), args, receiver);
}

/** hz$L: it ends. */
export function left(activation, value) {
  if (activation.hasEnded) return;
  const list = activation.site.lists[RETURN];
  if (list !== null) tell(list, callOf(activation), value);
  end(activation);
}

/** hz$Q: it ends by an exception. */
export function failed(activation, error) {
  const list = activation.site.lists[THROW];
  if (list !== null) tell(list, callOf(activation), error);
  end(activation);
  return error;
}

function end(activation) {
  activation.hasEnded = true;
  if (!activation.isAway) running().activation = activation.below;
}

/** hz$W: it waits, off the stack. */
export function away(activation, value) {
  if (activation.isAway) return value;
  const list = activation.site.lists[SUSPEND];
  if (list !== null) tell(list, callOf(activation));
  activation.isAway = true;
  running().activation = activation.below;
  return value;
}

/** hz$B: it is back on the stack. */
export function back(activation, value) {
  if (!activation.isAway) return value;
  const thread = running();
  activation.isAway = false;
  activation.thread = thread;
  activation.below = thread.activation;
  thread.activation = activation;
  const list = activation.site.lists[RESUME];
  if (list !== null) tell(list, callOf(activation));
  return value;
}

// --------------------------------------------------------------------------------------- what the core tells

/** A thread was made by `starter`; null: by nobody here. */
export function spawned(thread, starter) {
  if (lists[SPAWN] !== null) tell(lists[SPAWN], taskOf(thread), taskOf(starter));
}

let last = null;

/** From now on that thread runs; null: none does, the core sleeps. */
export function switches(thread) {
  if (thread === last) return;
  const before = last;
  last = thread;
  if (lists[SWITCH] !== null) tell(lists[SWITCH], taskOf(before), taskOf(thread));
}

/** The captured frames of `thread` were those of `from`: so were their activations. */
export function detached(from, thread) {
  let outermost = null;
  for (let frame = thread.top; frame !== null; frame = frame[0]) outermost = activationOf(frame) ?? outermost;
  if (outermost === null) return;
  thread.activation = from.activation;
  from.activation = outermost.below;
  outermost.below = null;
  for (let inner = thread.activation; inner !== null; inner = inner.below) inner.thread = thread;
}

// The program never sees an Activation, so the one in a frame is that of its function.
function activationOf(frame) {
  for (let i = FRAME_LOCALS; i < frame.length; i++) if (frame[i] instanceof Activation) return frame[i];
  return null;
}
