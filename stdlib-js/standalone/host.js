// What standalone output needs of its host, by whatever name that has it: Node, Deno, browsers and their workers.

const { process, performance, setImmediate, MessageChannel, setTimeout, clearTimeout, console } = globalThis;

const started = performance.now();

/** Milliseconds since the program began. */
export function now() {
  return performance.now() - started;
}

/** Where threads of the host can share memory, they do; elsewhere nobody else writes the words. */
export const canShare = typeof SharedArrayBuffer === "function";

// Node's setImmediate lets it look at I/O first. A message takes its turn among the tasks of a browser, rendering
// included, where setTimeout would wait for 4 ms.
const tasks = [];
let channel = null;

/** Calls `task` as a task of the host's event loop, behind those that are due. */
export function enqueueTask(task) {
  if (typeof setImmediate === "function") {
    setImmediate(task);
    return;
  }
  if (channel === null) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => tasks.shift()();
  }
  tasks.push(task);
  channel.port2.postMessage(null);
}

/** Calls `task` in so many milliseconds. Unless it `keepsAlive`, the host may end before. Gives what `cancelDelay` takes. */
export function delay(task, ms, keepsAlive) {
  // Timers of hosts count whole milliseconds, and some fire a fraction too early.
  const timer = setTimeout(task, Math.min(Math.ceil(ms), 2 ** 31 - 1));
  if (!keepsAlive) {
    if (typeof timer === "object") timer.unref();
    else if (globalThis.Deno !== undefined) globalThis.Deno.unrefTimer(timer);
  }
  return timer;
}

export function cancelDelay(timer) {
  clearTimeout(timer);
}

const doorbell = canShare ? new Int32Array(new SharedArrayBuffer(4)) : null;
let canSleep = doorbell !== null;

/** Stops the whole host for a time. */
export function pause(ms) {
  if (canSleep) {
    try {
      Atomics.wait(doorbell, 0, 0, ms);
      return;
    } catch {
      // The main thread of a browser must not sleep.
      canSleep = false;
    }
  }
  for (const end = now() + ms; now() < end; );
}

/** Writes to standard error, or the console. */
export function print(text) {
  if (process?.stderr?.write !== undefined) process.stderr.write(text);
  else console.error(text.endsWith("\n") ? text.slice(0, -1) : text);
}

/** Ends the program, where it has an end. */
export function exit(code) {
  if (process?.exit !== undefined) process.exit(code);
}

/** The host deals with an error as with any that nobody caught. */
export function throwUncaught(error) {
  queueMicrotask(() => {
    throw error;
  });
}

/** Calls `task` when the host has nothing left to do, if it is one that ends then. */
export function onFinished(task) {
  if (process?.on !== undefined) process.on("beforeExit", task);
}

/**
 * Starts a thread of the host that runs a script with an Int32Array as `words`; it does not keep the program alive. False
 * where there is no such thing.
 */
export function startThread(script, words) {
  if (!canShare) return false;
  const node = process?.getBuiltinModule?.("node:worker_threads");
  if (node !== undefined) {
    const code = `const words = require("node:worker_threads").workerData;\n${script}`;
    // Options of the program, such as modules to load first, are not meant for it.
    new node.Worker(code, { eval: true, workerData: words, execArgv: [], stdin: false }).unref();
    return true;
  }
  if (typeof Worker !== "function" || globalThis.Deno !== undefined) return false;
  const code = `onmessage = ({ data: words }) => {\n${script}\n};`;
  try {
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    worker.postMessage(words);
  } catch {
    // A page's policy may forbid workers from such addresses.
    return false;
  }
  return true;
}
