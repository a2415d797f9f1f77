// In place of the engine's native functions: those that the core needs with a single isolate, on any host.

import { DeadlockError } from "hz:core/errors";
import { canShare, exit, now, pause, print, throwUncaught } from "hz:standalone/host";

const WORDS = 16;
// As V8's strings are made of bytes in one call; a longer argument list could overflow the stack.
const CHUNK = 8192;
// As the engine's; a larger value gets memory of its own.
const PACKED_BYTES = 1 << 14;

const words = new Int32Array(canShare ? new SharedArrayBuffer(WORDS * 4) : WORDS);

/** Events that this isolate has sent itself, in the form in which those of other isolates would arrive. */
let inbox = [];
let wake = () => {};

/** Sets what is called when an event has come in. */
export function onPost(fn) {
  wake = fn;
}

function drain() {
  const events = inbox;
  inbox = [];
  return events;
}

// What unpack.js reads, from what pack.js wrote.
function parcelOf(rest) {
  if (rest.length < 2) return rest[0];
  const [bytes, length, , cargo, moved] = rest;
  let text = "";
  for (let at = 0; at < length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, length)));
  }
  return [text, undefined, cargo === undefined ? undefined : structuredClone(cargo, { transfer: moved })];
}

const formNumbers = new Map();
const formTexts = [];

function formNumber(text) {
  if (!formNumbers.has(text)) formNumbers.set(text, formTexts.push(text) - 1);
  return formNumbers.get(text);
}

export default {
  words,
  outgoing: new Uint8Array(PACKED_BYTES),
  incoming: new Uint8Array(0),
  formNumber,
  formText: (number) => formTexts[number],
  isolate: 0,
  cores: 1,
  native: false,
  stress: false,
  seed: undefined,
  embedded: true,
  program: "hz",
  holdsUp: "code of the host below it on the stack, and with it all that the host could do",
  now,
  drain,

  /** Sleeps while code of the host lies below on the stack, so nothing but a timer of ours can end it. */
  wait(timeoutMs) {
    if (inbox.length !== 0) return drain();
    if (timeoutMs < 0) return undefined;
    pause(timeoutMs);
    return null;
  },

  // The host runs the jobs of promises itself, whenever its stack is empty.
  microtasks() {},
  print: (_, text) => print(text),
  report: print,
  exit,
  setStatsHook() {},
  // Nothing counts slices here, and the host's own limits are its own.
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
  setFramesHook() {},
  timeOrigin: globalThis.performance.timeOrigin,
  structuredClone,
  // Nor does a promise job tell in whose environment it was made.
  continuation() {},
  setContinuation() {},
  // Nobody but an engine can tell a proxy.
  proxyParts() {},
  // Stacks in reports have names alone: a resume version has that of its function behind a mark and a number.
  frameLine: (resume) => resume.name.replace(/^hz\$r\d*\$?/, ""),
  functionLine: (fn) => fn.name,
  nativeFrames: () => [],
  // Whether it is settled, only an engine knows.
  promiseState: (value) => (value instanceof Promise ? 0 : undefined),
  // Functions show their compiled text.
  functionText() {},

  fatal(error, kind) {
    if (kind !== undefined) print(`hz: uncaught ${kind}\n`);
    throwUncaught(error);
  },

  /** Starts a thread that was packed: it is here at once. */
  spawn: (task, core, ...rest) => [0, task, 0, parcelOf(rest)],
  withdraw: () => false,
  deliver: (a, b, ...rest) => parcelOf(rest),

  post(core, kind, a, b, ...rest) {
    inbox.push([kind, a, b, parcelOf(rest), 0]);
    words[1] = 1;
    wake();
  },

  load(url) {
    throw new DeadlockError(`${url} is not loaded`);
  },
};
