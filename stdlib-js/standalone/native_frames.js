// In place of core/native_frames.js: whether all code on the stack, down to where the scheduler called it, is compiled. Engines tell by their stack traces: V8 as
// objects, others as text. What cannot be told counts as "no".

import { drive, start } from "hz:core/scheduler";

// The functions of the scheduler that call code of a thread. The linker gives them names that no program can have.
const callers = [drive.name, start.name];

// Deeper stacks count as unknown: to look at one would cost more than a slice.
const DEEPEST = 10_000;

const files = new Set();

/** Code of the file from which the caller of this was called is compiled. */
export function addCallingFile() {
  const frames = trace(4);
  if (frames !== null && frames.length > 2) files.add(frames[2].file);
}

/** Whether the thread that runs has no frame of other code on the stack. */
export function onlyCompiledBelow() {
  return isCompiledIn(trace(50)) ?? isCompiledIn(trace(DEEPEST)) ?? false;
}

/** Stands for frames that cannot be left. */
export const unknown = { describe: () => "code that is not compiled", isCall: () => false };

/** What keeps the thread from being stopped here, or null. */
export function obstacle() {
  return onlyCompiledBelow() ? null : unknown;
}

// Undefined when the scheduler is not among the frames.
function isCompiledIn(frames) {
  if (frames === null) return false;
  for (const { file, name } of frames) {
    if (!files.has(file)) return false;
    if (callers.includes(name)) return true;
  }
  return undefined;
}

// The innermost frames, from that of the caller of `trace` on, or null.
function trace(depth) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.prepareStackTrace = (_, sites) => sites;
    Error.stackTraceLimit = depth;
    const holder = {};
    if (Error.captureStackTrace === undefined) return fromText(new Error().stack);
    Error.captureStackTrace(holder, trace);
    const sites = holder.stack;
    if (typeof sites === "string") return fromText(sites);
    const frames = [];
    for (const site of sites) frames.push({ file: site.getFileName() ?? undefined, name: site.getFunctionName() });
    return frames;
  } catch {
    // A host may have frozen Error.
    return null;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

// Lines of Firefox and Safari: `name@file:line:column`, of which the first is `trace` itself.
function fromText(text) {
  if (typeof text !== "string") return null;
  const frames = [];
  const lines = text.split("\n");
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (line === "") continue;
    const at = line.indexOf("@");
    const file = line.slice(at + 1).replace(/:\d+(:\d+)?$/, "");
    frames.push({ file: file === "" ? undefined : file, name: line.slice(0, Math.max(at, 0)).replace(/^.*\//, "") });
  }
  return frames;
}
