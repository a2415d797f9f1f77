// What messages and threads cost between two cores: the same work as cores.mjs and cores.go. Prints "name<TAB>value" a
// line; with an argument only those whose name contains it. `cores.js start` measures the start of isolates instead.
import { chan, go, move } from "hz";
import { lengths, mandelbrot, matrix, spin, wordCount } from "./work.mjs";

const [only] = process.argv.slice(2);
const REPEATS = 3;
const BUFFERED = 1024;
const MEGABYTE = 1 << 20;

function measure(name, n, body) {
  if (only !== undefined && !name.includes(only)) return;
  body(Math.ceil(n / 10));
  let best = Infinity;
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    body(n);
    best = Math.min(best, ((performance.now() - start) * 1e6) / n);
  }
  console.log(`${name}\t${best.toFixed(1)}`);
}

function echo(ping, pong) {
  for (const value of ping) pong.send(value);
}

function roundTrip(make) {
  return (n) => {
    const ping = chan(), pong = chan();
    const task = go.on(1, echo, ping, pong);
    for (let i = 0; i < n; i++) {
      ping.send(make(i));
      pong.recv();
    }
    ping.close();
    task.join();
  };
}

const small = (i) => ({ id: i, name: "a job", done: false, size: i * 0.5 });

function consume(channel) {
  let n = 0;
  for (const _ of channel) n++;
  return n;
}

// The other core receives what this one makes.
function stream(make, capacity = BUFFERED) {
  return (n) => {
    const channel = chan(capacity);
    const task = go.on(1, consume, channel);
    for (let i = 0; i < n; i++) channel.send(make(i));
    channel.close();
    if (task.join() !== n) throw new Error("messages were lost");
  };
}

function add(a, b) {
  return a + b;
}

function calls(n) {
  for (let i = 0; i < n; i++) go.on(1, add, i, 1).join();
}

function callsAtOnce(n) {
  const tasks = [];
  for (let i = 0; i < n; i++) tasks.push(go(add, i, 1));
  for (const task of tasks) task.join();
}

function timed(body) {
  const start = performance.now();
  body();
  return performance.now() - start;
}

// How many times as fast two cores are as one.
function speedUp(name, work) {
  if (only !== undefined && !name.includes(only)) return;
  const one = () => timed(() => go.on(1, work, 0, 1).join());
  const two = () => timed(() => {
    const tasks = [go.on(0, work, 0, 2), go.on(1, work, 1, 2)];
    for (const task of tasks) task.join();
  });
  const both = () => go.on(0, work, 0, 1).join();
  one(), both(), two();
  let best = 0;
  for (let i = 0; i < REPEATS; i++) best = Math.max(best, one() / two());
  console.log(`${name}\t${best.toFixed(3)}`);
}

// Tasks of very different lengths, placed as `go` does: speed-up over one core.
function balance(name) {
  if (only !== undefined && !name.includes(only)) return;
  const turns = lengths();
  const run = (start) => {
    const tasks = turns.map((n) => start(spin, n));
    for (const task of tasks) task.join();
  };
  let best = 0;
  for (let i = 0; i < REPEATS; i++) {
    const one = timed(() => run((fn, n) => go.on(1, fn, n)));
    best = Math.max(best, one / timed(() => run(go)));
  }
  console.log(`${name}\t${best.toFixed(3)}`);
}

// Each isolate from the second to the last is started by the first thread that is sent there.
function starts() {
  const first = 2, last = 9;
  go.on(1, add, 1, 1).join();
  const before = process.memoryUsage.rss();
  const times = [];
  for (let core = first; core <= last; core++) times.push(timed(() => go.on(core, add, 1, 1).join()));
  const bytes = (process.memoryUsage.rss() - before) / (last - first + 1);
  times.sort((a, b) => a - b);
  console.log(`start of a core\t${(times[times.length >> 1] * 1e6).toFixed(0)}`);
  console.log(`memory of a core\t${bytes.toFixed(0)}`);
}

function all() {
  const text = "x".repeat(1024);
  const buffer = new ArrayBuffer(MEGABYTE);
  measure("int round trip", 20_000, roundTrip((i) => i));
  measure("object round trip", 20_000, roundTrip(small));
  measure("int one way", 300_000, stream((i) => i));
  measure("object one way", 100_000, stream(small));
  measure("1 KiB string one way", 100_000, stream(() => text));
  measure("1 MiB buffer, copied", 500, stream(() => buffer, 4));
  measure("1 MiB buffer, moved", 1_000, stream(() => move(new ArrayBuffer(MEGABYTE)), 4));
  measure("function on another core", 10_000, calls);
  measure("10,000 functions at once", 10_000, callsAtOnce);
  speedUp("Mandelbrot, speed-up", mandelbrot);
  speedUp("matrix, speed-up", matrix);
  speedUp("word count, speed-up", wordCount);
  balance("lengths that vary, speed-up");
}

go.local(only === "start" ? starts : all).join();
process.exit(0);
