// What running code inherits from the code that started it: the context that can cancel it, and the thread-local values.
//
// An Env is never changed: setting a value makes another one for the running code. So a child shares its starter's
// at no cost, and later changes of either are not seen by the other.
//
// A thread has its Env in `thread.env`. Promise jobs run one after the other on one thread, each in the Env of the code that
// awaited or called `then`: V8 keeps that with each reaction (its *continuation data*) and puts it back for the job.
// So the scheduler tells V8 the Env of the code that it runs (`install`), and what runs as a promise job asks V8.

import ops from "hz:internal/ops";
import { running } from "hz:core/scheduler";

export class Env {
  constructor(context, locals) {
    this.context = context;
    this.locals = locals;
  }
}

/** Stands in `thread.env` for the Env of the promise job that runs. */
export const OF_PROMISE_JOB = new Env(null, null);

// Where the locals of a frame begin (compiler/src/abi.rs).
const FRAME_LOCALS = 3;

// What a call changed for its duration. Held by that call's frame alone, so that a capture shows which changes were made by
// the frames in it (`leaveFrames`).
class Extent {
  #before;

  constructor(before) {
    this.#before = before;
  }

  get before() {
    return this.#before;
  }

  // Not `instanceof`: what a frame holds may be a proxy of the program's, or the sentinel.
  static is(value) {
    return typeof value === "object" && value !== null && #before in value;
  }
}

// ---------------------------------------------------------------------------------- what V8 hands on

// Whether anything uses environments. Until then V8 is told nothing, which would cost a call at each switch.
let inUse = false;
// The Env that V8 was told of last, unless a promise job ran since.
let installed = null;
const UNKNOWN = new Env(null, null);

/** Something will use environments: from now on V8 hands them on. */
export function useEnvironments() {
  inUse = true;
}

/** The Env that the code of the running thread has, or null. */
export function currentEnv() {
  const env = running().env;
  return env === OF_PROMISE_JOB ? handedOn() : env;
}

function handedOn() {
  if (!inUse) return null;
  return ops.continuation() ?? null;
}

/** Code of this Env runs from now on. */
export function install(env) {
  if (env === installed || !inUse) return;
  installed = env;
  ops.setContinuation(env === null || env === OF_PROMISE_JOB ? undefined : env);
}

/** Other code will run on top of the current one: gives what `reinstall` needs afterwards. */
export function uninstall() {
  if (!inUse) return undefined;
  const continuation = ops.continuation();
  install(null);
  return continuation;
}

/** Undoes `uninstall`. */
export function reinstall(continuation) {
  if (!inUse) return;
  installed = UNKNOWN;
  ops.setContinuation(continuation);
}

/** Promise jobs have run: V8 has put its own word in place of ours. */
export function forgetInstalled() {
  if (inUse) installed = UNKNOWN;
}

// ------------------------------------------------------------------------------------- changing it

/** Gives the running code another Env until `leave`. */
export function enter(env) {
  const before = currentEnv();
  change(before, env);
  return new Extent(before);
}

/** Undoes `enter`. */
export function leave(extent) {
  change(currentEnv(), extent.before);
}

/** Gives the running code another Env for good. */
export function change(before, env) {
  const thread = running();
  move(thread, before, env);
  if (thread.env === OF_PROMISE_JOB) ops.setContinuation(env === null ? undefined : env);
  else {
    thread.env = env;
    install(env);
  }
}

function move(thread, before, env) {
  const from = before === null ? null : before.context;
  const to = env === null ? null : env.context;
  if (from === to) return;
  if (from !== null) from.leave(thread);
  if (to !== null) to.join(thread);
}

/** Captured frames of the running code become a thread of their own: it goes on in the Env that it had before it called them. */
export function leaveFrames(frames) {
  if (!inUse) return;
  const env = currentEnv();
  change(env, envBelow(frames, env));
}

// The outermost extent that a frame holds was entered first.
function envBelow(frames, env) {
  for (let frame = frames; frame !== null; frame = frame[0]) {
    for (let i = FRAME_LOCALS; i < frame.length; i++) {
      if (Extent.is(frame[i])) env = frame[i].before;
    }
  }
  return env;
}

// ------------------------------------------------------------------------------------------ values

/** The context of the running thread, or null. */
export function currentContext() {
  const env = currentEnv();
  return env === null ? null : env.context;
}

/** Puts the running code into a context until `leave`. */
export function enterContext(context) {
  return enter(new Env(context, currentLocals()));
}

/** A value that each thread has its own of, inherited by the threads that it starts. */
export class Local {
  #initial;

  constructor(initial) {
    useEnvironments();
    this.#initial = initial;
  }

  /** The running thread's value. */
  get() {
    const locals = currentLocals();
    return locals === null || !locals.has(this) ? this.#initial : locals.get(this);
  }

  /** Sets the running thread's value; threads started from now on inherit it. */
  set(value) {
    const before = currentEnv();
    change(before, withLocals(before, new Map(currentLocals()).set(this, value)));
  }
}

/** Gives the running code another value of a Local until `leave`. */
export function enterLocal(local, value) {
  return enterLocals(new Map(currentLocals()).set(local, value));
}

/** Gives the running code other values of all Locals until `leave`. */
export function enterLocals(locals) {
  return enter(withLocals(currentEnv(), locals));
}

function withLocals(env, locals) {
  const context = env === null ? null : env.context;
  return context === null && locals === null ? null : new Env(context, locals);
}

/** The thread-local values of the running code: a Map that is never changed, or null. */
export function currentLocals() {
  const env = currentEnv();
  return env === null ? null : env.locals;
}
