// A green thread, what it waits for, and the queues that waiting threads stand in.
//
// These are plain records: thread state changes only in scheduler.js. They are kept small, because a
// program may have a million of them: what few threads use (name, priority, joiners…) is made when used.
//
// A thread waits by one *wait* at a time: a Waiter, a timer, a select. Every wait has `thread` (so that
// a wait can be given to another thread), `withdraw()` and `describe()`.

/** States of a thread. The one that runs is the scheduler's `current`. */
export const NEW = 0; // `top` holds the arguments, `entry` the function
export const READY = 1; // `value` is what the innermost frame gets
export const THROWS = 2; // ready, and `value` is thrown into the innermost frame
export const BLOCKED = 3; // `wait` says on what
export const DONE = 4; // `value` is the result
export const FAILED = 5; // `value` is the exception
export const YIELDED = 6; // ready after a pre-emption or a yield: nothing is lost if it throws instead
export const RUNNING = 7;

/** Marks of a thread: rare properties, kept in one word so that hot paths test for all of them at once. */
export const PINNED = 1; // has native frames under a nested loop, which alone may run it on
export const CANCELLED = 2; // `extra.reason` is to be thrown at the next point where it can be
export const ATOMIC = 4; // inside `atomically`: neither pre-empted nor blocked
export const HIGH = 8;
export const LOW = 16;
export const LISTED = 32; // is in the list of threads that have been suspended
export const FETCHED = 64; // somebody took the result, so that an exception is not lost
export const LOOP = 128; // runs the jobs of the event loop
export const ADOPTED = 256; // goes on for async code that blocked
export const GUEST = 512; // runs for a thread of another isolate, which stands for it there
export const SPENT = 1024; // was stopped because its slice was used up
export const HOST = 2048; // runs what a host calls that owns the event loop (standalone output)

/** Marks that keep a thread out of the plain run queue. */
export const SPECIAL = PINNED | HIGH | LOW;

export class Thread {
  constructor(id, entry, args, env, starter) {
    this.id = id;
    this.state = NEW;
    this.marks = 0;
    /** The innermost captured frame; the arguments while the thread is new. */
    this.top = args;
    this.value = undefined;
    this.entry = entry;
    this.wait = null;
    /** The thread's own Waiter, used again for each wait in a queue. */
    this.waiter = null;
    /** Context and thread-local values, shared with the starter until one of them sets its own. */
    this.env = env;
    this.starter = starter;
    this.extra = null;
    /** When it was blocked, in the clock's coarse milliseconds. */
    this.since = 0;
    // The list of suspended threads, for reports.
    this.older = null;
    this.newer = null;
    //@hooks this.activation = null;
  }
}

/** What few threads have. */
export class Extra {
  constructor() {
    this.name = undefined;
    /** Length of its slices, when not the program's. */
    this.sliceMs = 0;
    this.ticks = 0;
    /** Limit of its CPU time in milliseconds, when not the program's; what it has used; how often it was told. */
    this.cpuMs = 0;
    this.cpuUsedMs = 0;
    this.strikes = 0;
    /** Limit of the time that it may take, and so of holding its core; 0: none. */
    this.wallMs = 0;
    /** What it has to do with a heap that is nearly full (blame.js); null: nothing. */
    this.account = null;
    this.atomicDepth = 0;
    this.reason = undefined;
    /** The error that a cancellation threw, or null. */
    this.cancelError = null;
    this.joiners = null;
    /** Resolvers of promises of its result. */
    this.promises = null;
    /** Of a thread that goes on for async code: called with its Ending. */
    this.onEnding = null;
    /** The core on which it ended, when that was another one; else -1. */
    this.core = -1;
    /** Called with the thread when it ends, in the order in which they came; a Set, so that any can leave. */
    this.onEnd = null;
  }
}

export function extraOf(thread) {
  return thread.extra ?? (thread.extra = new Extra());
}

export function nameOf(thread) {
  const given = thread.extra !== null ? thread.extra.name : undefined;
  if (given !== undefined) return given;
  const name = typeof thread.entry === "function" ? thread.entry.name : thread.entry;
  return typeof name === "string" ? name : "";
}

/** How a Waiter's thread gets a received value. */
export const VALUE = 0; // as it is; undefined when closed
export const VALUE_OK = 1; // { value, ok }
export const ITERATION = 2; // { value, done }

export class Waiter {
  constructor(thread) {
    this.thread = thread;
    this.queue = null;
    /** What a sender offers; what a semaphore's waiter asks for. */
    this.value = undefined;
    this.shape = VALUE;
    /** The SelectWait that this is a case of, or null. */
    this.select = null;
    this.before = null;
    this.after = null;
  }

  withdraw() {
    if (this.queue !== null) this.queue.remove(this);
    this.value = undefined;
  }

  describe() {
    return this.queue === null ? "nothing" : this.queue.describe();
  }
}

/** A first-in first-out queue of Waiters; any of them can leave in constant time. */
export class WaitQueue {
  constructor(what, owner) {
    this.first = null;
    this.last = null;
    this.what = what;
    this.owner = owner;
  }

  add(waiter) {
    const last = this.last;
    waiter.queue = this;
    waiter.before = last;
    if (last === null) this.first = waiter;
    else last.after = waiter;
    this.last = waiter;
  }

  /** Takes the first waiter out; the queue must not be empty. */
  shift() {
    const waiter = this.first;
    const next = waiter.after;
    this.first = next;
    if (next === null) this.last = null;
    else {
      next.before = null;
      waiter.after = null;
    }
    waiter.queue = null;
    return waiter;
  }

  remove(waiter) {
    const { before, after } = waiter;
    if (before === null) this.first = after;
    else before.after = after;
    if (after === null) this.last = before;
    else after.before = before;
    waiter.before = waiter.after = null;
    waiter.queue = null;
  }

  get length() {
    let n = 0;
    for (let w = this.first; w !== null; w = w.after) n++;
    return n;
  }

  describe() {
    const owner = this.owner;
    return owner === null ? this.what : `${this.what} ${owner.describe()}`;
  }
}
