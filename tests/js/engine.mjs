// A stand-in for the engine's native functions, good enough to run the scheduler under Node.
const pause = new Int32Array(new SharedArrayBuffer(4));
const started = performance.now();

/** What was printed, and what the isolates reported. */
export const output = { text: "", reports: "" };

/** Events that the next `wait` or `drain` gives. */
export const inbox = [];

export class Exit extends Error {
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

// Node 20 hands nothing on to promise jobs; what runs between two of them has what was set last.
let continuation;

// The forms of objects that were sent, which all isolates know.
const forms = [];

const take = () => (inbox.length === 0 ? null : inbox.splice(0));

export default {
  formNumber: (text) => (forms.includes(text) ? forms.indexOf(text) : forms.push(text) - 1),
  formText: (number) => forms[number],
  outgoing: new Uint8Array(1 << 14),
  incoming: new Uint8Array(1 << 14),
  words: new Int32Array(new SharedArrayBuffer(64)),
  isolate: 0,
  cores: 1,
  seed: process.env.HZ_SEED === undefined ? undefined : Number(process.env.HZ_SEED),
  stress: process.env.HZ_STRESS === "1",
  now: () => performance.now() - started,
  drain: take,
  wait(timeoutMs, threads, pending) {
    if (inbox.length !== 0) return take();
    if (pending === 0) return [[5, 1], threads === 0 ? [5, 0] : [5, 2, output.reports]];
    if (timeoutMs < 0) throw new Error(`this would sleep for ever: ${threads} threads, ${pending} pending`);
    Atomics.wait(pause, 0, 0, timeoutMs);
    return take();
  },
  microtasks: () => process._tickCallback(),
  print: (fd, text) => void (output.text += text),
  report: (text) => void (output.reports = text),
  exit(code) {
    throw new Exit(code);
  },
  continuation: () => continuation,
  setContinuation: (value) => void (continuation = value),
  structuredClone,
  callSites(captureStackTrace, below) {
    const holder = {};
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (_, sites) => sites;
    captureStackTrace(holder, below);
    const sites = holder.stack;
    Error.prepareStackTrace = prepareStackTrace;
    return sites;
  },
  // Every thread here ends at the generator that stands for its compiled code.
  yieldPoint: () => 2,
  setStatsHook() {},
  cpuLimitMs: 0,
  wallLimitMs: 0,
  heapMessage: "the heap is full",
  generation: 0,
  noteCause() {},
  heapStatistics: () => ({ used: 0 }),
  setRecoverHook() {},
  guard(call) {
    call();
  },
  proxyParts() {},
  nativeFrames: () => [],
  frameLine: () => "",
  functionLine: () => "",
  promiseState() {},
  fatal(error, kind) {
    output.text += `Uncaught ${kind ? `(${kind}) ` : ""}${error}\n`;
    throw new Exit(1);
  },
};
