// Mutexes and their kin. All of them hand over: whoever releases gives what it had to the first waiter, so that a woken
// thread need not look again, and none starves. A cancelled waiter leaves its queue, and the error is thrown in it.

import { UsageError } from "hz:core/errors";
import { VALUE, WaitQueue, Waiter } from "hz:core/thread";
import { mayBlock, ownWaiter, park, ready, running } from "hz:core/scheduler";

let lastId = 0;

// Something that threads queue up for.
class Named {
  #kind;
  #id = ++lastId;
  name = "";

  constructor(kind) {
    this.#kind = kind;
    Object.defineProperty(this, "name", { enumerable: false });
  }

  describe() {
    return this.name === "" ? `${this.#kind} ${this.#id}` : `${this.#kind} "${this.name}"`;
  }
}

/** Mutual exclusion. */
export class Mutex extends Named {
  #locked = false;
  #waiters = new WaitQueue("lock", this);

  constructor() {
    super("mutex");
  }

  get locked() {
    return this.#locked;
  }

  lock() {
    if (!this.#locked) {
      this.#locked = true;
      return undefined;
    }
    const waiter = ownWaiter(VALUE);
    this.#waiters.add(waiter);
    return park(waiter);
  }

  tryLock() {
    if (this.#locked) return false;
    return (this.#locked = true);
  }

  unlock() {
    if (!this.#locked) throw new UsageError("unlock of a mutex that is not locked");
    if (this.#waiters.first === null) this.#locked = false;
    else handOver(this.#waiters.shift());
  }

  /** For Cond: locks on behalf of a thread that waits; `waiter` is readied when it has the lock. */
  lockFor(waiter) {
    if (this.#locked) this.#waiters.add(waiter);
    else {
      this.#locked = true;
      handOver(waiter);
    }
  }
}

function handOver(waiter) {
  const error = waiter.value;
  waiter.value = undefined;
  ready(waiter.thread, error, error !== undefined);
}

/** A condition, to be waited for under a mutex. */
export class Cond extends Named {
  #mutex;
  #waiters = new WaitQueue("wait for", this);

  constructor(mutex = new Mutex()) {
    super("condition");
    this.#mutex = mutex;
  }

  get mutex() {
    return this.#mutex;
  }

  /** Unlocks the mutex, waits for a signal, locks the mutex again. */
  wait() {
    mayBlock();
    const waiter = new CondWaiter(running(), this.#mutex);
    this.#mutex.unlock();
    this.#waiters.add(waiter);
    return park(waiter);
  }

  /** Wakes the first thread that waits. */
  signal() {
    if (this.#waiters.first !== null) this.#mutex.lockFor(this.#waiters.shift());
  }

  /** Wakes all threads that wait. */
  broadcast() {
    while (this.#waiters.first !== null) this.#mutex.lockFor(this.#waiters.shift());
  }
}

// A cancelled wait throws with the mutex locked, as its caller expects.
class CondWaiter extends Waiter {
  constructor(thread, mutex) {
    super(thread);
    this.mutex = mutex;
  }

  interrupt(error) {
    if (this.value !== undefined) return; // It has an error already and waits for the mutex only.
    this.withdraw();
    this.value = error;
    this.mutex.lockFor(this);
  }
}

/** Many readers or one writer. Who comes first is served first, so that writers do not starve. */
export class RWMutex extends Named {
  // Number of readers, or -1 for a writer.
  #holders = 0;
  #waiters = new WaitQueue("lock", this);

  constructor() {
    super("read-write mutex");
  }

  lock() {
    if (this.tryLock()) return undefined;
    return this.#queue(true);
  }

  tryLock() {
    if (this.#holders !== 0) return false;
    this.#holders = -1;
    return true;
  }

  unlock() {
    if (this.#holders !== -1) throw new UsageError("unlock of a read-write mutex that is not locked for writing");
    this.#holders = 0;
    this.#admit();
  }

  rLock() {
    if (this.tryRLock()) return undefined;
    return this.#queue(false);
  }

  tryRLock() {
    if (this.#holders < 0 || this.#waiters.first !== null) return false;
    this.#holders++;
    return true;
  }

  rUnlock() {
    if (this.#holders <= 0) throw new UsageError("rUnlock of a read-write mutex that is not locked for reading");
    if (--this.#holders === 0) this.#admit();
  }

  #queue(writes) {
    mayBlock();
    const waiter = new QueuedWaiter(running(), writes, () => this.#admit());
    this.#waiters.add(waiter);
    return park(waiter);
  }

  #admit() {
    const waiters = this.#waiters;
    while (waiters.first !== null && (waiters.first.value ? this.#holders === 0 : this.#holders >= 0)) {
      const waiter = waiters.shift();
      this.#holders = waiter.value ? -1 : this.#holders + 1;
      ready(waiter.thread, undefined, false);
    }
  }
}

// A waiter whose leaving may let those behind it go on: a writer before readers, many permits before few.
class QueuedWaiter extends Waiter {
  constructor(thread, value, left) {
    super(thread);
    this.value = value;
    this.left = left;
  }

  withdraw() {
    super.withdraw();
    this.left();
  }
}

/** A number of permits. */
export class Semaphore extends Named {
  #permits;
  #waiters = new WaitQueue("acquire", this);

  constructor(permits) {
    super("semaphore");
    this.#permits = wholeNumber("Semaphore", permits, 0);
  }

  get permits() {
    return this.#permits;
  }

  acquire(n = 1) {
    if (this.tryAcquire(n)) return undefined;
    mayBlock();
    const waiter = new QueuedWaiter(running(), n, () => this.#admit());
    this.#waiters.add(waiter);
    return park(waiter);
  }

  /** Takes the permits if there are enough and nobody waits. */
  tryAcquire(n = 1) {
    if (wholeNumber("acquire", n, 1) > this.#permits || this.#waiters.first !== null) return false;
    this.#permits -= n;
    return true;
  }

  release(n = 1) {
    this.#permits += wholeNumber("release", n, 1);
    this.#admit();
  }

  #admit() {
    const waiters = this.#waiters;
    while (waiters.first !== null && waiters.first.value <= this.#permits) {
      const waiter = waiters.shift();
      this.#permits -= waiter.value;
      ready(waiter.thread, undefined, false);
    }
  }
}

/** Waits until a number of things are done. */
export class WaitGroup extends Named {
  #count = 0;
  #waiters = new WaitQueue("wait for", this);

  constructor() {
    super("wait group");
  }

  get count() {
    return this.#count;
  }

  add(n = 1) {
    const count = this.#count + n;
    if (!(count >= 0)) throw new UsageError("the count of a wait group cannot be negative");
    this.#count = count;
    if (count === 0) wakeAll(this.#waiters, undefined);
  }

  done() {
    this.add(-1);
  }

  wait() {
    if (this.#count === 0) return undefined;
    const waiter = ownWaiter(VALUE);
    this.#waiters.add(waiter);
    return park(waiter);
  }
}

/** Holds threads until a number of them have come, then lets them all go on; again and again. */
export class Barrier extends Named {
  #size;
  #waiters = new WaitQueue("wait at", this);

  constructor(size) {
    super("barrier");
    this.#size = wholeNumber("Barrier", size, 1);
  }

  /** Waits for the others; true for the one that came last. */
  wait() {
    if (this.#waiters.length + 1 === this.#size) {
      wakeAll(this.#waiters, false);
      return true;
    }
    const waiter = ownWaiter(VALUE);
    this.#waiters.add(waiter);
    return park(waiter);
  }
}

function wakeAll(waiters, value) {
  while (waiters.first !== null) ready(waiters.shift().thread, value, false);
}

function wholeNumber(what, n, least) {
  if (!Number.isInteger(n) || n < least) {
    throw new RangeError(`${what}: expected a whole number of at least ${least}, not ${String(n)}`);
  }
  return n;
}
