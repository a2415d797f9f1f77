// What green threads, channels and select cost: the same work as threads.go. Prints "name<TAB>ns" a line; the minimum
// of a number of repeats, because what disturbs a measurement only ever adds to it. With the argument "parked N" it prints
// what N blocked threads take instead, with "latency" how late a thread runs beside busy ones.
import { Mutex, WaitGroup, chan, go, select, sleep, yieldNow } from "hz";

const repeats = 3;
const [only, count] = process.argv.slice(2);

function measure(name, n, body) {
  if (only !== undefined && !name.includes(only)) return;
  let best = Infinity;
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    body(n);
    best = Math.min(best, ((performance.now() - start) * 1e6) / n);
  }
  console.log(`${name}\t${best.toFixed(1)}`);
}

function spawnJoin(n) {
  for (let left = n; left > 0; left -= 1000) {
    const group = new WaitGroup();
    group.add(1000);
    for (let i = 0; i < 1000; i++) go.local(() => group.done());
    group.wait();
  }
}

function yields(n) {
  const group = new WaitGroup();
  group.add(2);
  for (let t = 0; t < 2; t++) {
    go.local(() => {
      for (let i = 0; i < n / 2; i++) yieldNow();
      group.done();
    });
  }
  group.wait();
}

function roundTrip(n) {
  const ping = chan(), pong = chan();
  go.local(() => {
    for (const v of ping) pong.send(v);
  });
  for (let i = 0; i < n; i++) {
    ping.send(i);
    pong.recv();
  }
  ping.close();
}

function buffered(n) {
  const c = chan(128);
  go.local(() => {
    for (let i = 0; i < n; i++) c.send(i);
    c.close();
  });
  let sum = 0;
  for (const v of c) sum += v;
  return sum;
}

function select2(n) {
  const a = chan(1), b = chan(1);
  for (let i = 0; i < n; i++) {
    a.send(i);
    select({ a, b });
  }
}

function select8(n) {
  const a = chan(1), b = chan(1), c = chan(), d = chan(), e = chan(), f = chan(), g = chan(), h = chan();
  for (let i = 0; i < n; i++) {
    a.send(i);
    select({ a, b, c, d, e, f, g, h });
  }
}

function selectBlocking(n) {
  const a = chan(), b = chan(), ack = chan();
  go.local(() => {
    for (let i = 0; i < n; i++) {
      if (i & 1) b.send(i);
      else a.send(i);
    }
    ack.close();
  });
  for (let i = 0; i < n; i++) select({ a, b });
  ack.recv();
}

function selectDefault(n) {
  const a = chan();
  for (let i = 0; i < n; i++) select({ a, default: null });
}

function timerStartStop(n) {
  const nothing = () => {};
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(nothing, 3_600_000));
}

function mutex(n) {
  const m = new Mutex();
  for (let i = 0; i < n; i++) {
    m.lock();
    m.unlock();
  }
}

function ring(n) {
  const first = chan();
  let last = first;
  for (let i = 0; i < 1000; i++) {
    const from = last, to = chan();
    go.local(() => {
      for (const v of from) to.send(v + 1);
      to.close();
    });
    last = to;
  }
  for (let i = 0; i < n / 1000; i++) {
    first.send(0);
    last.recv();
  }
  first.close();
  last.recv();
}

function sieve(n) {
  const generate = (c) => {
    for (let i = 2; ; i++) c.send(i);
  };
  const filter = (from, to, prime) => {
    for (;;) {
      const i = from.recv();
      if (i % prime !== 0) to.send(i);
    }
  };
  let c = chan();
  go.local(generate, c);
  for (let i = 0; i < n; i++) {
    const prime = c.recv(), next = chan();
    go.local(filter, c, next, prime);
    c = next;
  }
}

function yieldAtDepth(depth) {
  const at = (depth, n) => {
    if (depth > 1) return at(depth - 1, n) + 1;
    for (let i = 0; i < n; i++) yieldNow();
    return 0;
  };
  return (n) => {
    const group = new WaitGroup();
    group.add(2);
    for (let t = 0; t < 2; t++) go.local(() => (at(depth, n / 2), group.done()));
    group.wait();
  };
}

// Each switch goes down so many calls and comes back: what suspending and resuming costs when all frames are new.
function freshFrames(depth) {
  const at = (depth) => (depth > 1 ? at(depth - 1) + 1 : (yieldNow(), 0));
  return (n) => {
    const group = new WaitGroup();
    group.add(2);
    for (let t = 0; t < 2; t++) go.local(() => { for (let i = 0; i < n / 2; i++) at(depth); group.done(); });
    group.wait();
  };
}

function parked(n) {
  const before = process.memoryUsage.rss();
  const c = chan();
  for (let i = 0; i < n; i++) go.local(() => { c.recv(); });
  const last = chan();
  go.local(() => last.close());
  last.recv();
  console.log(`parked\t${((process.memoryUsage.rss() - before) / n).toFixed(0)}`);
}

// How much later than asked a thread runs that sleeps beside three that never give way.
function latency(samples) {
  let stop = false;
  for (let hog = 0; hog < 3; hog++) go.local(() => { while (!stop); });
  const late = [];
  for (let i = 0; i < samples; i++) {
    const due = performance.now() + 5;
    sleep(5);
    late.push(performance.now() - due);
  }
  stop = true;
  late.sort((a, b) => a - b);
  console.log(`latency p50\t${late[samples >> 1].toFixed(2)}\nlatency p99\t${late[Math.floor(samples * 0.99)].toFixed(2)}`);
}

function all() {
  measure("spawn + join", 1_000_000, spawnJoin);
  measure("yield", 1_000_000, yields);
  measure("unbuffered round trip", 300_000, roundTrip);
  measure("buffered item", 1_000_000, buffered);
  measure("select of 2, one ready", 1_000_000, select2);
  measure("select of 8, one ready", 500_000, select8);
  measure("select of 2, blocking", 300_000, selectBlocking);
  measure("select with default", 5_000_000, selectDefault);
  measure("timer start + stop", 500_000, timerStartStop);
  measure("mutex", 5_000_000, mutex);
  measure("ring of 1000, hop", 300_000, ring);
  measure("prime sieve, prime", 600, sieve);
  measure("resume at depth 1", 500_000, yieldAtDepth(1));
  measure("resume at depth 16", 500_000, yieldAtDepth(16));
  measure("resume at depth 256", 500_000, yieldAtDepth(256));
  measure("16 fresh frames", 300_000, freshFrames(16));
}

const work = { parked: () => parked(Number(count)), latency: () => latency(Number(count)) }[only] ?? all;
go.local(work).join();
process.exit(0);
