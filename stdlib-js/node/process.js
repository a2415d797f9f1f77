// node:process, and the global `process`. One per isolate: what a program sets on it (env, exitCode, listeners) stays
// in its isolate; the working directory is the process's. Partial: no ids to change, no reports, no permissions.
import ops from "hz:internal/ops";
import { nested } from "hz:core/callbacks";
import { enqueueJob, nextTick, onIdle, onSignal, setExitHook, setUncaughtHandler } from "hz:core/loop";
import { endsByShutdown } from "hz:core/shutdown";
import { clock } from "hz:core/timers";
import { inspect } from "../web/inspect.js";
import { EventEmitter } from "./events.js";
import { checkFunction, checkInteger, checkString, invalidType, notAvailable } from "./internal/errors.js";
import { signalName, signals } from "./internal/signals.js";
import { stderr, stdin, stdout } from "./internal/standard_streams.js";

const facts = ops.processFacts();
const archNames = { x86_64: "x64", aarch64: "arm64", x86: "ia32" };
const platformNames = { macos: "darwin", windows: "win32" };

function Process() {
  EventEmitter.call(this);
}
Object.setPrototypeOf(Process.prototype, EventEmitter.prototype);
Object.defineProperty(Process.prototype, Symbol.toStringTag, { value: "process", configurable: true });
Object.defineProperty(Process, "name", { value: "process" });

const process = new Process();

// ---------------------------------------------------------------------------------------- environment

// Values are strings whatever is assigned, as in the environment of a process.
const env = new Proxy(ops.environment(), {
  set(target, key, value) {
    if (typeof key === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
    target[key] = `${value}`;
    return true;
  },
  defineProperty(target, key, descriptor) {
    if ("value" in descriptor) descriptor = { ...descriptor, value: `${descriptor.value}` };
    return Reflect.defineProperty(target, key, descriptor);
  },
});

// --------------------------------------------------------------------------------------------- end

let exitCode;
let isExiting = false;

function checkExitCode(code) {
  if (code === undefined || code === null) return undefined;
  const number = typeof code === "string" && code !== "" ? Number(code) : code;
  if (typeof number !== "number" || Number.isNaN(number)) throw invalidType("code", "integer", code);
  checkInteger("code", number);
  return number;
}

function emitExit(code) {
  if (isExiting) return exitCode ?? code;
  isExiting = true;
  exitCode ??= code;
  process.emit("exit", exitCode);
  return exitCode;
}

// The scheduler and the engine call what follows, and cannot wait for any of it.

onIdle(nested(() => {
  if (isExiting) return false;
  // A listener may start new work, which keeps the program alive.
  return process.emit("beforeExit", exitCode ?? 0);
}));

setExitHook(nested(emitExit));

setUncaughtHandler(nested((error) => {
  if (process.listenerCount("uncaughtExceptionMonitor") > 0) process.emit("uncaughtExceptionMonitor", error, "uncaughtException");
  if (captureCallback !== null) {
    captureCallback(error);
    return true;
  }
  if (process.listenerCount("uncaughtException") > 0) {
    process.emit("uncaughtException", error, "uncaughtException");
    return true;
  }
  exitCode = 1;
  emitExit(1);
  return false;
}));

let captureCallback = null;

// ------------------------------------------------------------------------------------------ signals

// A listener runs as a job of the event loop, so it may block.
onSignal(nested((number) => {
  const name = signalName(number);
  if (name !== undefined) enqueueJob({ env: null, run: () => process.emit(name, name, number) });
}));

// The engine ends the process on a signal that nobody listens for.
const watched = new Set();
process.on("newListener", (type) => {
  if (!(type in signals) || watched.has(type)) return;
  watched.add(type);
  ops.watchSignal(signals[type], true);
});
process.on("removeListener", (type) => {
  if (!watched.has(type) || process.listenerCount(type) > 0) return;
  watched.delete(type);
  ops.watchSignal(signals[type], false);
});

function signalNumber(signal) {
  if (typeof signal === "number") return signal;
  if (signal in signals) return signals[signal];
  const error = new TypeError(`Unknown signal: ${signal}`);
  error.code = "ERR_UNKNOWN_SIGNAL";
  throw error;
}

// ----------------------------------------------------------------------------------------- warnings

function emitWarning(warning, typeOrOptions = undefined, code = undefined) {
  let type = typeof typeOrOptions === "object" ? typeOrOptions?.type : typeOrOptions;
  let detail;
  if (typeof typeOrOptions === "object" && typeOrOptions !== null) ({ code, detail } = typeOrOptions);
  if (typeof type === "function") type = undefined;
  if (typeof code === "function") code = undefined;
  if (typeof warning === "string") {
    warning = new Error(warning);
    warning.name = `${type ?? "Warning"}`;
    if (code !== undefined) warning.code = code;
    if (typeof detail === "string") warning.detail = detail;
  } else if (!(warning instanceof Error)) {
    throw invalidType("warning", ["string", "Error"], warning);
  }
  if (warning.name === "DeprecationWarning") {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      nextTick(() => { throw warning; }, []);
      return;
    }
  }
  nextTick(() => {
    if (!process.noWarnings) {
      const label = warning.code ? `[${warning.code}] ` : "";
      const stack = process.traceProcessWarnings ? warning.stack : `${warning.name}: ${warning.message}`;
      ops.print(2, `(hz:${process.pid}) ${label}${stack}${typeof warning.detail === "string" ? `\n${warning.detail}` : ""}\n`);
    }
    process.emit("warning", warning);
  }, []);
}

// -------------------------------------------------------------------------------------------- clocks

function hrtime(previous = undefined) {
  const now = clock();
  let seconds = Math.floor(now / 1e3);
  let nanos = Math.floor((now % 1e3) * 1e6);
  if (previous !== undefined) {
    if (!Array.isArray(previous)) throw invalidType("time", "Array", previous);
    seconds -= previous[0];
    nanos -= previous[1];
    if (nanos < 0) [seconds, nanos] = [seconds - 1, nanos + 1e9];
  }
  return [seconds, nanos];
}
hrtime.bigint = () => BigInt(Math.floor(clock() * 1e6));

function memoryUsage() {
  const heap = ops.heapStatistics();
  return {
    rss: ops.residentBytes(),
    heapTotal: heap.total,
    heapUsed: heap.used,
    external: heap.external,
    arrayBuffers: heap.external,
  };
}
memoryUsage.rss = () => ops.residentBytes();

function cpuUsage(previous = undefined) {
  const [user, system] = ops.cpuTimes();
  return { user: user - (previous?.user ?? 0), system: system - (previous?.system ?? 0) };
}

// ---------------------------------------------------------------------------------------- the object

Object.defineProperties(process, {
  title: { value: "hz", writable: true, enumerable: true },
  exitCode: {
    get: () => exitCode,
    set(code) { exitCode = checkExitCode(code); },
    enumerable: true,
  },
  env: { value: env, writable: true, enumerable: true },
  stdout: { get: () => stdout(), enumerable: true, configurable: true },
  stderr: { get: () => stderr(), enumerable: true, configurable: true },
  stdin: { get: () => stdin(), enumerable: true, configurable: true },
});

Object.assign(process, {
  // Node's version whose behaviour the built-ins follow; packages test for it.
  version: "v20.20.2",
  versions: { node: "20.20.2", hz: facts.version, v8: ops.v8Version, modules: "115" },
  release: { name: "node", lts: "Iron" },
  arch: archNames[facts.arch] ?? facts.arch,
  platform: platformNames[facts.os] ?? facts.os,
  pid: facts.pid,
  ppid: facts.ppid,
  execPath: facts.program,
  execArgv: [],
  argv: [facts.program, ...(facts.entry === null ? [] : [facts.entry]), ...facts.args],
  argv0: facts.program,
  config: { target_defaults: {}, variables: {} },
  features: { inspector: false, tls: false, uv: false, typescript: "transform" },
  allowedNodeEnvironmentFlags: new Set(),
  debugPort: 9229,
  noDeprecation: false,
  throwDeprecation: false,
  traceProcessWarnings: false,

  cwd: () => ops.cwd(),
  chdir(directory) {
    checkString("directory", directory);
    ops.chdir(directory);
  },
  umask() { return 0o022; },

  exit(code = undefined) {
    if (code !== undefined) process.exitCode = code;
    ops.exit(emitExit(exitCode ?? 0));
  },
  reallyExit(code = 0) { ops.exit(code); },
  abort() { ops.exit(134); },
  kill(pid, signal = "SIGTERM") {
    ops.kill(pid, signalNumber(signal));
    return true;
  },

  nextTick(callback, ...args) {
    checkFunction("callback", callback);
    nextTick(callback, args);
  },
  emitWarning,
  hrtime,
  uptime: () => clock() / 1e3,
  memoryUsage,
  cpuUsage,
  constrainedMemory: () => 0,
  availableMemory: () => ops.osLoad().free,
  resourceUsage() {
    const [userCPUTime, systemCPUTime] = ops.cpuTimes();
    return { userCPUTime, systemCPUTime, maxRSS: Math.round(ops.residentBytes() / 1024) };
  },
  getuid: () => ops.osUser().uid,
  geteuid: () => ops.osUser().uid,
  getgid: () => ops.osUser().gid,
  getegid: () => ops.osUser().gid,

  setUncaughtExceptionCaptureCallback(callback) {
    if (callback !== null) checkFunction("fn", callback);
    captureCallback = callback;
  },
  hasUncaughtExceptionCaptureCallback: () => captureCallback !== null,
  setSourceMapsEnabled() {},
  getActiveResourcesInfo: () => [],
  getBuiltinModule: (name) => ops.builtin?.(name),
  binding(name) { throw notAvailable(`process.binding(${inspect(name)})`); },
  dlopen() { throw notAvailable("process.dlopen (native add-ons)"); },
});

// Promises that are rejected while nobody listens: the program may take note, else the error is uncaught.
ops.setRejectionHook(nested((promise, reason) => {
  if (endsByShutdown(reason)) return true;
  if (process.listenerCount("unhandledRejection") === 0) return false;
  process.emit("unhandledRejection", reason, promise);
  return true;
}));

export default process;
export const {
  abort, allowedNodeEnvironmentFlags, arch, argv, argv0, availableMemory, chdir, config, constrainedMemory, cwd, debugPort,
  execArgv, execPath, exit, features, getegid, geteuid, getgid, getuid, kill, pid, platform, ppid, reallyExit, release,
  resourceUsage, title, umask, uptime, version, versions,
} = process;
export const { on, once, off, emit } = Object.fromEntries(["on", "once", "off", "emit"].map((key) => [key, process[key].bind(process)]));
const { nextTick: tick, stderr: errorStream, stdin: inputStream, stdout: outputStream } = process;
export {
  cpuUsage, emitWarning, env, errorStream as stderr, hrtime, inputStream as stdin, memoryUsage, outputStream as stdout,
  tick as nextTick,
};
