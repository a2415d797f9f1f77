// Structured concurrency: contexts that bound how long code may run, scopes that own the threads they start, and thread-local
// values. This file is compiled like a program, so that all of it can block.
import { CancelledError } from "hz:core/errors";
import { Context } from "hz:core/context";
import { Local as LocalValue, currentContext, enterContext, enterLocal, leave } from "hz:core/environment";
import { Semaphore, WaitGroup } from "hz:core/sync";
import { goLocal, whenEnded } from "hz:core/task";
import { milliseconds } from "hz:core/timers";

export { Context, currentContext };

/** Runs `fn(context)` in a context that can be cancelled; what it started is cancelled when it returns. */
export function withCancel(fn) {
  return within(new Context(), fn);
}

/** Runs `fn(context)` for at most `ms`. */
export function withTimeout(ms, fn) {
  const context = new Context();
  context.expireIn(milliseconds("withTimeout", ms));
  return within(context, fn);
}

/** Runs `fn(context)` until a time: a Date or milliseconds since 1970. */
export function withDeadline(time, fn) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new RangeError(`withDeadline: expected a time, not ${String(time)}`);
  const context = new Context();
  context.expireIn(date.getTime() - Date.now(), `the deadline, ${date.toISOString()}, has passed`);
  return within(context, fn);
}

// Without a function, gives the context: its owner runs things in it by `run` and cancels it.
function within(context, fn) {
  if (fn === undefined) return context;
  try {
    return runIn(context, fn, [context]);
  } finally {
    context.cancel(new CancelledError(undefined, "its context has ended"));
  }
}

/** Calls `fn(...args)` in a context: cancelling it stops what the call does. */
export function runIn(context, fn, args) {
  context.check();
  const extent = enterContext(context);
  try {
    return fn(...args);
  } finally {
    leave(extent);
    context.forgive();
  }
}

Object.defineProperty(Context.prototype, "run", {
  value: function run(fn, ...args) {
    return runIn(this, fn, args);
  },
  writable: true,
  configurable: true,
});

/** Owns green threads: ends when all of them have ended. */
export class Scope {
  #context;
  #pending = new WaitGroup();
  #failed = false;
  #error;
  #limit;

  constructor(context, limit = Infinity) {
    this.#context = context;
    this.#limit = limit === Infinity ? null : new Semaphore(limit);
    this.#pending.name = "the threads of a scope";
  }

  /** The context in which its threads run. */
  get context() {
    return this.#context;
  }

  /** Starts a green thread that the scope owns. With a limit, blocks until one of its threads has ended. */
  go(fn, ...args) {
    if (this.#limit !== null) this.#limit.acquire();
    const task = runIn(this.#context, goLocal, [fn, ...args]);
    this.#pending.add(1);
    // Not a `finally` in the thread: one that is cancelled before it begins ends too.
    whenEnded(task, (failed, error) => {
      if (failed) this.fail(error);
      this.#pending.done();
      if (this.#limit !== null) this.#limit.release();
    });
    return task;
  }

  /** Takes note of a failure: the first one cancels all threads and is what the scope throws. */
  fail(error) {
    if (!this.#failed) {
      this.#failed = true;
      this.#error = error;
    }
    this.#context.cancel(new CancelledError(error, "another thread of the scope failed"));
  }

  /** Waits for all threads, then throws the first failure, if any. */
  wait() {
    for (;;) {
      try {
        this.#pending.wait();
        break;
      } catch (error) {
        // This thread was cancelled: so are the scope's, which are waited for all the same.
        this.fail(error);
      }
    }
    if (this.#failed) throw this.#error;
    this.#context.check();
  }
}

/** Runs `fn(scope)`, waits for all threads that it started, and gives its result or throws the first failure. */
export function scope(fn, options = {}) {
  const context = new Context();
  if (options.timeoutMs !== undefined) context.expireIn(milliseconds("scope: timeoutMs", options.timeoutMs));
  const owned = new Scope(context, options.limit);
  let result;
  try {
    result = runIn(context, fn, [owned]);
  } catch (error) {
    owned.fail(error);
  }
  try {
    owned.wait();
  } finally {
    context.close();
  }
  return result;
}

/** A thread-local value that threads inherit; `run` sets it for the duration of a call. */
export class Local extends LocalValue {
  run(value, fn, ...args) {
    const extent = enterLocal(this, value);
    try {
      return fn(...args);
    } finally {
      leave(extent);
    }
  }
}
