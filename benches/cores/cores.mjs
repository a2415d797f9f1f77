// The same work as cores.js with Node's worker threads, and with piscina, if HZ_PISCINA names its folder, for functions.
// Prints "name<TAB>value" a line. `cores.mjs start` measures the start of workers instead.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import * as work from "./work.mjs";

const REPEATS = 3;
const MEGABYTE = 1 << 20;
const SELF = new URL(import.meta.url);

/** What piscina calls in its threads. */
export function call({ name, args }) {
  return name === "add" ? args[0] + args[1] : work[name](...args);
}

// What a worker does with its messages, by the name that it is started with.
const services = {
  echo: () => parentPort.on("message", (value) => parentPort.postMessage(value)),
  count: () => {
    let left = 0;
    parentPort.on("message", (value) => {
      if (value?.expect !== undefined) left = value.expect;
      else if (--left === 0) parentPort.postMessage("all");
    });
  },
  call: () => parentPort.on("message", (job) => parentPort.postMessage(call(job))),
};

if (!isMainThread && workerData?.service !== undefined) services[workerData.service]();

function start(service) {
  return new Worker(SELF, { workerData: { service } });
}

function reply(worker) {
  return new Promise((resolve) => worker.once("message", resolve));
}

async function main() {
  const [only] = process.argv.slice(2);

  async function measure(name, n, body) {
    if (only !== undefined && !name.includes(only)) return;
    await body(Math.ceil(n / 10));
    let best = Infinity;
    for (let i = 0; i < REPEATS; i++) {
      const begun = performance.now();
      await body(n);
      best = Math.min(best, ((performance.now() - begun) * 1e6) / n);
    }
    console.log(`${name}\t${best.toFixed(1)}`);
  }

  const echo = start("echo"), counter = start("count"), caller = start("call");

  // Callbacks, since a promise for each reply would only add to it.
  const roundTrip = (make) => (n) => new Promise((resolve) => {
    let i = 0;
    const next = () => {
      if (i < n) return echo.postMessage(make(i++));
      echo.off("message", next);
      resolve();
    };
    echo.on("message", next);
    next();
  });

  const stream = (make, moves = false) => async (n) => {
    const all = reply(counter);
    counter.postMessage({ expect: n });
    for (let i = 0; i < n; i++) {
      const value = make(i);
      counter.postMessage(value, moves ? [value] : undefined);
    }
    await all;
  };

  const small = (i) => ({ id: i, name: "a job", done: false, size: i * 0.5 });
  const text = "x".repeat(1024);
  const buffer = new ArrayBuffer(MEGABYTE);
  await measure("int round trip", 20_000, roundTrip((i) => i));
  await measure("object round trip", 20_000, roundTrip(small));
  await measure("int one way", 300_000, stream((i) => i));
  await measure("object one way", 100_000, stream(small));
  await measure("1 KiB string one way", 100_000, stream(() => text));
  await measure("1 MiB buffer, copied", 500, stream(() => buffer));
  await measure("1 MiB buffer, moved", 1_000, stream(() => new ArrayBuffer(MEGABYTE), true));
  if (process.env.HZ_PISCINA) await pools(measure);
  await speedUps(only, caller);
}

async function timed(body) {
  const begun = performance.now();
  await body();
  return performance.now() - begun;
}

// How many times as fast two workers are as one.
async function speedUps(only, caller) {
  const callers = [caller, start("call")];
  const run = (worker, name, ...args) => {
    const result = reply(worker);
    worker.postMessage({ name, args });
    return result;
  };
  for (const [title, name] of [["Mandelbrot", "mandelbrot"], ["matrix", "matrix"], ["word count", "wordCount"]]) {
    if (only !== undefined && !title.includes(only)) continue;
    const one = () => timed(() => run(caller, name, 0, 1));
    const two = () => timed(() => Promise.all(callers.map((worker, i) => run(worker, name, i, 2))));
    await Promise.all(callers.map((worker) => run(worker, name, 0, 1)));
    await two();
    let best = 0;
    for (let i = 0; i < REPEATS; i++) best = Math.max(best, (await one()) / (await two()));
    console.log(`${title}, speed-up\t${best.toFixed(3)}`);
  }
}

async function pools(measure) {
  const entry = pathToFileURL(join(process.env.HZ_PISCINA, "dist/main.js"));
  const { Piscina } = (await import(entry)).default;
  const options = { filename: SELF.href, name: "call" };
  const one = new Piscina({ ...options, minThreads: 1, maxThreads: 1 });
  const two = new Piscina({ ...options, minThreads: 2, maxThreads: 2 });
  await measure("function on another core", 10_000, async (n) => {
    for (let i = 0; i < n; i++) await one.run({ name: "add", args: [i, 1] });
  });
  await measure("10,000 functions at once", 10_000, async (n) => {
    const tasks = [];
    for (let i = 0; i < n; i++) tasks.push(two.run({ name: "add", args: [i, 1] }));
    await Promise.all(tasks);
  });
  const all = (pool) => timed(() => Promise.all(work.lengths().map((n) => pool.run({ name: "spin", args: [n] }))));
  await all(one), await all(two);
  let best = 0;
  for (let i = 0; i < REPEATS; i++) best = Math.max(best, (await all(one)) / (await all(two)));
  console.log(`lengths that vary, speed-up\t${best.toFixed(3)}`);
}

async function starts() {
  await reply(startAndCall());
  const before = process.memoryUsage.rss();
  const times = [];
  const count = 8;
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    await reply(startAndCall());
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  console.log(`start of a core\t${(times[count >> 1] * 1e6).toFixed(0)}`);
  console.log(`memory of a core\t${((process.memoryUsage.rss() - before) / count).toFixed(0)}`);
}

function startAndCall() {
  const worker = start("call");
  worker.postMessage({ name: "add", args: [1, 1] });
  return worker;
}

if (isMainThread) {
  await (process.argv[2] === "start" ? starts() : main());
  process.exit(0);
}
