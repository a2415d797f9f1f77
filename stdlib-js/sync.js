// "hz:sync": mutexes and their kin. What takes a callback is here, compiled like a program, so that the callback can block; the
// rest is core/sync.js.
import { Cond, Mutex, RWMutex, Semaphore, WaitGroup } from "hz:core/sync";
import { Scope } from "./scope.js";
import { Context } from "hz:core/context";
import { goLocal, whenEnded } from "hz:core/task";

export { Barrier } from "hz:core/sync";
export { Cond, Mutex, RWMutex, Semaphore, WaitGroup };

function method(type, name, value) {
  Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true });
}

method(Mutex, "run", function run(fn) {
  this.lock();
  try {
    return fn();
  } finally {
    this.unlock();
  }
});

method(RWMutex, "write", function write(fn) {
  this.lock();
  try {
    return fn();
  } finally {
    this.unlock();
  }
});

method(RWMutex, "read", function read(fn) {
  this.rLock();
  try {
    return fn();
  } finally {
    this.rUnlock();
  }
});

method(Semaphore, "run", function run(fn, n = 1) {
  this.acquire(n);
  try {
    return fn();
  } finally {
    this.release(n);
  }
});

method(Cond, "waitUntil", function waitUntil(holds) {
  while (!holds()) this.wait();
});

method(WaitGroup, "go", function go(fn, ...args) {
  const task = goLocal(fn, ...args);
  this.add(1);
  whenEnded(task, () => this.done(), false);
  return task;
});

/** Runs something once: the first call runs it, all others wait for that and get its result (or exception) too. */
export class Once {
  #mutex = new Mutex();
  #state = "new";
  #value;

  do(fn) {
    if (this.#state === "new") {
      this.#mutex.lock();
      try {
        if (this.#state === "new") this.#run(fn);
      } finally {
        this.#mutex.unlock();
      }
    }
    if (this.#state === "failed") throw this.#value;
    return this.#value;
  }

  #run(fn) {
    try {
      this.#value = fn();
      this.#state = "done";
    } catch (error) {
      this.#value = error;
      this.#state = "failed";
    }
  }

  get done() {
    return this.#state !== "new";
  }
}

/** A function that calls `fn` the first time, and gives that result ever after. */
export function once(fn) {
  const only = new Once();
  return () => only.do(fn);
}

/** A group of threads: `go` starts one, `wait` waits for all and throws the first failure, which cancels the others. */
export function group({ limit = Infinity } = {}) {
  return new Scope(new Context(), limit);
}
