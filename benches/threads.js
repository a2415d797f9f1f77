// What green threads and channels cost in one isolate: nanoseconds a time, the best of five runs.
//
//     hzrun --cores 1 benches/threads.js
//
// Ratios to other systems, measured in the same run, are what counts in the end; this is the regression watch.
import { chan, go, select, sleep, yieldNow } from "hz";

const RUNS = 5;

/** Each takes how often to do its work, and does it. */
const benches = {
  "spawn and join": (n) => {
    for (let i = 0; i < n; i++) go.local(nothing).join();
  },
  "yield, two threads": (n) => {
    const other = go.local(() => { for (let i = 0; i < n / 2; i++) yieldNow(); });
    for (let i = 0; i < n / 2; i++) yieldNow();
    other.join();
  },
  "unbuffered round trip": (n) => {
    const there = chan(), back = chan();
    go.local(() => { for (const value of there) back.send(value); });
    for (let i = 0; i < n; i++) {
      there.send(i);
      back.recv();
    }
    there.close();
  },
  "buffered item": (n) => {
    const items = chan(128);
    go.local(() => {
      for (let i = 0; i < n; i++) items.send(i);
      items.close();
    });
    for (const item of items) use(item);
  },
  "select of 2": (n) => {
    const a = chan(128), b = chan(128);
    for (const [channel, half] of [[a, n / 2], [b, n / 2]]) {
      go.local(() => { for (let i = 0; i < half; i++) channel.send(i); });
    }
    for (let i = 0; i < n; i++) use(select({ a, b }).value);
  },
  "select with default": (n) => {
    const never = chan();
    for (let i = 0; i < n; i++) use(select({ never, default: i }));
  },
  "resume at depth 16": (n) => {
    const down = (depth, rounds) => {
      if (depth === 0) for (let i = 0; i < rounds; i++) yieldNow();
      else down(depth - 1, rounds);
      return depth;
    };
    const other = go.local(() => { for (let i = 0; i < n / 2; i++) yieldNow(); });
    down(16, n / 2);
    other.join();
  },
};

let sink;
function use(value) {
  sink = value;
}

function nothing() {}

/** Nanoseconds of one turn, the best of several runs of about 50 ms each. */
function measure(bench) {
  let n = 1000;
  for (let ms = 0; ms < 20; n *= 2) ms = time(bench, n);
  let best = Infinity;
  for (let run = 0; run < RUNS; run++) {
    best = Math.min(best, (time(bench, n) * 1e6) / n);
    sleep(1);
  }
  return best;
}

function time(bench, n) {
  const started = performance.now();
  bench(n);
  return performance.now() - started;
}

for (const [name, bench] of Object.entries(benches)) {
  console.log(`${name.padEnd(24)} ${measure(bench).toFixed(0).padStart(8)} ns`);
}
