// What a thread inherits from its starter: the context that can cancel it, and the thread-local values.
//
// An Env is never changed: setting a value makes another one for the running thread. So a child shares its starter's
// at no cost, and later changes of either are not seen by the other.

import { running } from "hz:core/scheduler";

export class Env {
  constructor(context, locals) {
    this.context = context;
    this.locals = locals;
  }
}

/** The context of the running thread, or null. */
export function currentContext() {
  const env = running().env;
  return env === null ? null : env.context;
}

/** Puts the running thread into a context; gives the environment to restore. */
export function enterContext(context) {
  const thread = running();
  const before = thread.env;
  if (before !== null && before.context !== null) before.context.leave(thread);
  thread.env = new Env(context, before === null ? null : before.locals);
  if (context !== null) context.join(thread);
  return before;
}

/** Puts the running thread back into the context that it had before `enterContext`. */
export function leaveContext(before) {
  enterContext(before === null ? null : before.context);
  const thread = running();
  if (thread.env.context === null && thread.env.locals === null) thread.env = null;
}

/** A value that each thread has its own of, inherited by the threads that it starts. */
export class Local {
  #initial;

  constructor(initial) {
    this.#initial = initial;
  }

  /** The running thread's value. */
  get() {
    const env = running().env;
    if (env === null || env.locals === null || !env.locals.has(this)) return this.#initial;
    return env.locals.get(this);
  }

  /** Sets the running thread's value; threads started from now on inherit it. */
  set(value) {
    swapLocals(new Map(currentLocals()).set(this, value));
  }
}

/** The thread-local values of the running thread: a Map that is never changed, or null. */
export function currentLocals() {
  const env = running().env;
  return env === null ? null : env.locals;
}

/** Replaces all thread-local values of the running thread; gives the ones before. */
export function swapLocals(locals) {
  const thread = running();
  const env = thread.env;
  const before = env === null ? null : env.locals;
  const context = env === null ? null : env.context;
  thread.env = context === null && locals === null ? null : new Env(context, locals);
  return before;
}
