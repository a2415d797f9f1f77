// Threads, joins and cancellation on their own, with compiled code written by hand.
import assert from "node:assert/strict";
import test from "node:test";
import { abi } from "hz:core/abi";
import { chan } from "hz:core/channel";
import { Context } from "hz:core/context";
import { enterContext, leave } from "hz:core/environment";
import { onEvent, setOwner } from "hz:core/loop";
import { block } from "hz:core/operation";
import { adopt, loop, main, running, saveConstruct, setRunning, spawn, take, yieldNow } from "hz:core/scheduler";
import { runCapture } from "hz:core/pinned";
import { threads } from "hz:core/report";
import { Barrier, Cond, Mutex, RWMutex, Semaphore, WaitGroup } from "hz:core/sync";
import { atomically, current, goLocal, wait } from "hz:core/task";
import { Timer, clearTimeout, expire, setImmediate as immediate, setInterval, setTimeout as timeout, sleep, startAt, stop } from "hz:core/timers";
import { after, tick } from "hz:core/ticker";
import ops, { inbox } from "hz:internal/ops";
import { compiled, pinned, play, playMain } from "./compiled.mjs";

const check = (name, body) => test(name, (_, done) => setImmediate(() => { body(); done(); }));

check("join gives the result or the exception; a failed thread that is joined is no uncaught exception", () => {
  const got = [];
  play(function* () {
    const good = goLocal(() => 42);
    const bad = goLocal(() => { throw new Error("boom"); });
    got.push(yield good.join(), yield good.join());
    try {
      yield bad.join();
    } catch (error) {
      got.push(error.message, bad.status, good.status);
    }
  });
  assert.deepEqual(got, [42, 42, "boom", "failed", "done"]);
});

check("an exception that nobody joins ends the program", () => {
  assert.throws(() => play(function* () { goLocal(function careless() { throw new Error("boom"); }); yield sleep(5); }), { code: 1 });
  setRunning(main);
});

check("yields alternate", () => {
  const log = [];
  const body = (name) => function* () {
    for (let i = 0; i < 3; i++) log.push(name + i), yield yieldNow();
  };
  play(body("a"), body("b"));
  assert.deepEqual(log, ["a0", "b0", "a1", "b1", "a2", "b2"]);
});

check("priorities: high first, low last, none starves", () => {
  const log = [];
  play(function* () {
    const body = (name) => compiled(function* () {
      for (let i = 0; i < 20; i++) log.push(name), yield yieldNow();
    });
    const [low, normal, high] = ["l", "n", "h"].map((name) => goLocal(body(name)));
    low.priority = "low";
    high.priority = "high";
    yield normal.join();
  });
  const last = (name) => log.lastIndexOf(name);
  assert.ok(last("h") < last("n") && last("n") < last("l"), log.join(""));
  assert.ok(log.indexOf("l") < last("n"));
});

check("cancel throws once, in the operation that blocks; finally can block", () => {
  const log = [];
  const c = chan();
  play(function* () {
    const task = goLocal(compiled(function* () {
      try {
        yield c.recv();
      } catch (error) {
        log.push(`${error.name} ${error.reason}`);
        throw error;
      } finally {
        yield sleep(1);
        log.push("cleaned up");
      }
    }));
    yield yieldNow();
    task.cancel("enough");
    try {
      yield task.join();
    } catch (error) {
      log.push(error.message, task.status);
    }
    log.push(c.trySend(1));
  });
  assert.deepEqual(log, ["CancelledError enough", "cleaned up", "cancelled: enough", "cancelled", false]);
});

check("a cancelled thread that has not begun never does", () => {
  let ran = false;
  play(function* () {
    const task = goLocal(() => (ran = true));
    task.cancel();
    yield sleep(1);
    assert.equal(task.status, "cancelled");
  });
  assert.equal(ran, false);
});

check("a context's deadline wakes its threads and its children's", () => {
  const log = [];
  play(function* () {
    const context = new Context();
    context.expireIn(2);
    const extent = enterContext(context);
    const child = goLocal(compiled(function* () { yield chan().recv(); }));
    try {
      yield chan().recv();
    } catch (error) {
      log.push(error.name, context.cancelled);
    }
    leave(extent);
    try {
      yield child.join();
    } catch (error) {
      log.push(error.message);
    }
    log.push((yield context.done.recv2()).ok);
  });
  assert.deepEqual(log, ["TimeoutError", true, "timed out after 2 ms", false]);
});

check("pinned code waits on its native stack while others run, also two deep", () => {
  const log = [];
  const c = chan();
  const d = chan();
  const outer = pinned(function* () { return (yield c.recv()) + 1; });
  const inner = pinned(function* () { return (yield d.recv()) * 10; });
  play(
    function* () { log.push(yield outer()); },
    function* () { log.push(yield inner()); },
    function* () {
      yield d.send(4);
      yield yieldNow();
      yield c.send(1);
    },
  );
  assert.deepEqual(log, [40, 2]);
});

check("a pinned wait that only a thread below could end throws", () => {
  const log = [];
  const c = chan();
  const d = chan();
  play(
    function* () {
      log.push(yield pinned(function* () { return yield c.recv(); })());
      yield d.send("for the inner one");
    },
    function* () {
      yield pinned(function* () {
        yield c.send("for the outer one");
        try {
          yield d.recv();
        } catch (error) {
          log.push(error.name);
        }
      })();
    },
  );
  assert.deepEqual(log, ["DeadlockError", "for the outer one"]);
});

check("the main thread's statements wait on top of everything", () => {
  const c = chan();
  goLocal(compiled(function* () { yield sleep(1); yield c.send("hello"); }));
  assert.equal(playMain(function* () { return yield c.recv(); }), "hello");
});

check("all asleep: a deadlock report, and exit code 2", () => {
  assert.throws(() => playMain(function* () { yield chan().recv(); }), { code: 2 });
  main.wait?.withdraw();
  main.wait = null;
});

check("a poll stops a thread only for others", () => {
  const log = [];
  const poll = () => (ops.words[0] !== 0 ? abi.y() : undefined);
  const hog = (name) => function* () {
    for (let i = 0; i < 3; i++) {
      log.push(name);
      ops.words[0] = 1;
      yield poll();
    }
  };
  play(hog("a"), hog("b"));
  assert.equal(log.join(""), "ababab");
  log.length = 0;
  play(hog("a"));
  assert.equal(log.join(""), "aaa");
});

check("a poll in pinned code lets others run once each", () => {
  const log = [];
  play(
    function* () {
      ops.words[0] = 1;
      abi.q();
      log.push("pinned goes on");
    },
    function* () { log.push("other"), yield yieldNow(), log.push("other again"); },
  );
  assert.deepEqual(log, ["other", "pinned goes on", "other again"]);
});

check("blocked async code becomes a thread with a promise", () => {
  const c = chan();
  const log = [];
  play(function* () {
    const receive = compiled(function* () { return (yield c.recv()) + 1; });
    const asyncBody = () => { // what hzc makes of `async () => receive()`
      let t = receive();
      if (t === abi.S && (t = abi.b()) === abi.S) return abi.a().then((outcome) => outcome.value);
      return Promise.resolve(t);
    };
    asyncBody().then((value) => log.push(value));
    log.push("goes on");
    yield c.send(1);
  });
  assert.deepEqual(log, ["goes on", 2]);
});

check("wait blocks until a promise settles; tasks are thenable", () => {
  const log = [];
  play(function* () {
    log.push(yield wait(Promise.resolve(1)));
    try {
      yield wait(Promise.reject(new Error("no")));
    } catch (error) {
      log.push(error.message);
    }
    log.push(yield wait(goLocal(() => 3)));
    log.push(yield wait(Promise.resolve(goLocal(compiled(function* () { yield sleep(1); return 4; })))));
    log.push(yield wait(5));
  });
  assert.deepEqual(log, [1, "no", 3, 4, 5]);
});

check("timers fire in order, with web semantics", () => {
  const log = [];
  play(function* () {
    timeout(() => log.push("b"), 4);
    timeout((x) => log.push(x), 2, "a");
    const never = timeout(() => log.push("never"), 1);
    clearTimeout(+never);
    immediate(() => log.push("immediate"));
    let n = 0;
    const interval = setInterval(() => { log.push(`i${++n}`); if (n === 2) clearTimeout(interval); }, 5);
    timeout(() => log.push("unref"), 50).unref();
    yield 0;
  });
  assert.deepEqual(log, ["immediate", "a", "b", "i1", "i2"]);
});

check("a heap of many timers fires all in order, those of one time in the order of their start", () => {
  const fired = [];
  class Probe extends Timer {
    constructor(time, n) {
      super();
      Object.assign(this, { time, n });
    }
    fire() {
      fired.push(this);
    }
  }
  const timers = Array.from({ length: 500 }, (_, n) => new Probe((n * 7919) % 13, n));
  for (const timer of timers) startAt(timer, timer.time);
  for (let i = 0; i < 500; i += 3) assert.ok(stop(timers[i]) && !stop(timers[i]));
  expire(6);
  assert.ok(fired.every(({ time }) => time <= 6));
  expire(13);
  assert.equal(fired.length, 500 - 167);
  assert.deepEqual(fired, [...fired].sort((a, b) => a.time - b.time || a.n - b.n));
});

check("a timer's callback may block; the loop goes on", () => {
  const log = [];
  const c = chan();
  play(function* () {
    timeout(compiled(function* () { log.push("waits"); log.push(yield c.recv()); }), 1);
    timeout(() => { log.push("sends"); c.trySend("got"); }, 2);
    yield 0;
  });
  assert.deepEqual(log, ["waits", "sends", "got"]);
});

check("after and tick", () => {
  const log = [];
  play(function* () {
    yield after(1).recv();
    const ticks = tick(1);
    for (let i = 0; i < 3; i++) yield ticks.recv(), log.push(i);
    ticks.close();
    tick(1);
  });
  assert.deepEqual(log, [0, 1, 2]);
});

check("operations of the engine", () => {
  const log = [];
  play(function* () {
    log.push(yield block((id) => inbox.push([0, id, null, "data"])));
    try {
      yield block((id) => inbox.push([0, id, new Error("EIO"), undefined]));
    } catch (error) {
      log.push(error.message);
    }
  });
  assert.deepEqual(log, ["data", "EIO"]);
});

check("mutex: first come, first served; cancelled waiters leave", () => {
  const m = new Mutex();
  const log = [];
  play(function* () {
    m.lock();
    const [a, b, c] = ["a", "b", "c"].map((name) => goLocal(compiled(function* () {
      yield m.lock();
      log.push(name);
      m.unlock();
    })));
    yield yieldNow();
    b.cancel();
    m.unlock();
    yield c.join();
    log.push(m.locked);
  });
  assert.deepEqual(log, ["a", "c", false]);
  assert.throws(() => m.unlock(), { name: "UsageError" });
});

check("read-write mutex, semaphore, wait group, barrier, condition", () => {
  const log = [];
  const rw = new RWMutex();
  const sem = new Semaphore(2);
  const group = new WaitGroup();
  const barrier = new Barrier(3);
  const cond = new Cond();
  let open = false;
  play(function* () {
    rw.rLock();
    rw.rLock();
    const writer = goLocal(compiled(function* () { yield rw.lock(); log.push("write"); rw.unlock(); }));
    yield yieldNow();
    log.push(rw.tryRLock());
    rw.rUnlock();
    rw.rUnlock();
    yield writer.join();
    log.push(rw.tryRLock());

    yield sem.acquire(2);
    const big = goLocal(compiled(function* () { yield sem.acquire(2); log.push("two permits"); }));
    const small = goLocal(compiled(function* () { yield sem.acquire(1); log.push("one permit"); }));
    yield yieldNow();
    sem.release(1);
    big.cancel();
    yield small.join();

    group.add(3);
    for (let i = 0; i < 3; i++) {
      goLocal(compiled(function* () {
        const last = yield barrier.wait();
        if (last) log.push("last");
        group.done();
      }));
    }
    yield group.wait();
    const waiter = goLocal(compiled(function* () {
      yield cond.mutex.lock();
      while (!open) yield cond.wait();
      log.push("open", cond.mutex.locked);
      cond.mutex.unlock();
    }));
    yield yieldNow();
    open = true;
    cond.signal();
    yield waiter.join();
    const cancelled = goLocal(compiled(function* () {
      yield cond.mutex.lock();
      try {
        yield cond.wait();
      } catch (error) {
        log.push(error.name, cond.mutex.locked);
        cond.mutex.unlock();
      }
    }));
    yield yieldNow();
    cancelled.cancel();
    yield cancelled.join();
  });
  assert.deepEqual(log, [
    false, "write", true, "one permit", "last", "open", true, "CancelledError", true,
  ]);
});

check("atomically: no poll, no blocking", () => {
  play(
    function* () {
      atomically(() => {
        ops.words[0] = 1;
        assert.equal(abi.y(), undefined);
        assert.throws(() => chan().recv(), { name: "UsageError" });
      });
    },
    function* () { yield yieldNow(); },
  );
});

check("threads lists what each waits for", () => {
  const c = chan();
  c.name = "work";
  play(
    function* reader() { yield c.recv(); },
    function* () {
      current().name = "looker";
      const found = threads().filter(({ waitsFor }) => waitsFor === 'receive from channel "work"');
      assert.deepEqual(found.map(({ status, pinned }) => [status, pinned]), [["blocked", false]]);
      assert.ok(threads().some(({ name, status }) => name === "looker" && status === "running"));
      c.close();
    },
  );
});

check("a constructor reached by super() runs its captured frames before it returns", () => {
  const c = chan();
  let derived;
  function Base$r(f, v) { f[3].got = take(v); return undefined; }
  class Base {
    constructor() {
      const t = c.recv();
      if (t === abi.S) return saveConstruct(null, Base$r, 1, this, new.target);
      this.got = t;
    }
  }
  class Derived extends Base {
    field = this.got + 1;
  }
  play(
    function* () { derived = new Derived(); },
    function* () { yield c.send(1); },
  );
  assert.deepEqual({ ...derived }, { got: 1, field: 2 });
  play(
    function* () {
      const base = yield new Base();
      assert.ok(base instanceof Base && base.got === 5);
    },
    function* () { yield c.send(5); },
  );
});
