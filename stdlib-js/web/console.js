// `console`, and the class behind it. What is logged is one write, so that lines of threads on several cores never
// mix. Colours are used only where the stream is a terminal that shows them.
import ops from "hz:internal/ops";
import { clock } from "hz:core/timers";
import { formatWithOptions } from "./format.js";
import { inspect } from "./inspect.js";
import { table } from "./table.js";

const groupWidth = 2;

// The standard streams as a console needs them; `node:process` makes streams of its own over the same natives.
const standardStream = (fd) => {
  let colours;
  return {
    write(text) { ops.print(fd, text); },
    get hasColours() { return (colours ??= ops.hasColours(fd)); },
  };
};

function formatDuration(ms) {
  if (ms >= 3_600_000) {
    const hours = Math.floor(ms / 3_600_000);
    const minutes = Math.floor((ms % 3_600_000) / 60_000);
    return `${hours}:${pad(minutes)}:${pad(Math.floor((ms % 60_000) / 1000))} (h:mm:ss)`;
  }
  if (ms >= 60_000) {
    const [seconds, thousandths] = ((ms % 60_000) / 1000).toFixed(3).split(".");
    return `${Math.floor(ms / 60_000)}:${seconds.padStart(2, "0")}.${thousandths} (m:ss.mmm)`;
  }
  return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
}
const pad = (number) => `${number}`.padStart(2, "0");

export class Console {
  #out;
  #err;
  #colours;
  #indent = "";
  #counts = new Map();
  #timers = new Map();

  constructor(options, stderr = undefined) {
    const isStream = typeof options?.write === "function";
    this.#out = isStream ? options : options?.stdout;
    this.#err = (isStream ? stderr : options.stderr) ?? this.#out;
    if (typeof this.#out?.write !== "function") throw new TypeError("Console expects a writable stream instance for stdout");
    this.#colours = (isStream ? undefined : options.colorMode) ?? "auto";
    // Methods work without their object: `const { log } = console`.
    for (const key of Object.getOwnPropertyNames(Console.prototype)) {
      if (key === "constructor") continue;
      const method = this[key].bind(this);
      Object.defineProperty(method, "name", { value: key });
      Object.defineProperty(this, key, { value: method, writable: true, enumerable: true, configurable: true });
    }
  }

  #optionsFor(stream) {
    const colors = this.#colours === "auto" ? stream.hasColours ?? (stream.isTTY === true) : Boolean(this.#colours);
    return { colors };
  }

  #write(stream, text) {
    if (this.#indent !== "") text = this.#indent + text.replaceAll("\n", `\n${this.#indent}`);
    stream.write(`${text}\n`);
  }

  log(...args) { this.#write(this.#out, formatWithOptions(this.#optionsFor(this.#out), ...args)); }
  info(...args) { this.log(...args); }
  debug(...args) { this.log(...args); }
  error(...args) { this.#write(this.#err, formatWithOptions(this.#optionsFor(this.#err), ...args)); }
  warn(...args) { this.error(...args); }

  trace(...args) {
    const trace = { name: "Trace", message: formatWithOptions(this.#optionsFor(this.#err), ...args) };
    Error.captureStackTrace(trace, this.trace);
    this.error(trace.stack);
  }

  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift(args.length === 0 ? "Assertion failed" : "Assertion failed:");
    this.warn(...args);
  }

  dir(object, options = undefined) {
    this.#write(this.#out, inspect(object, { customInspect: false, ...this.#optionsFor(this.#out), ...options }));
  }
  dirxml(...args) { this.log(...args); }

  clear() {
    if (this.#out.hasColours ?? this.#out.isTTY) this.#out.write("\u001b[1;1H\u001b[0J");
  }

  group(...args) {
    if (args.length > 0) this.log(...args);
    this.#indent += " ".repeat(groupWidth);
  }
  groupCollapsed(...args) { this.group(...args); }
  groupEnd() { this.#indent = this.#indent.slice(groupWidth); }

  count(label = "default") {
    label = `${label}`;
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    this.log(`${label}: ${count}`);
  }
  countReset(label = "default") {
    if (!this.#counts.delete(`${label}`)) this.#warnMissing("Count for", label);
  }

  time(label = "default") {
    label = `${label}`;
    if (this.#timers.has(label)) {
      this.warn(`Warning: Label '${label}' already exists for console.time()`);
      return;
    }
    this.#timers.set(label, clock());
  }
  timeLog(label = "default", ...args) { this.#showTime("timeLog", `${label}`, args); }
  timeEnd(label = "default") {
    if (this.#showTime("timeEnd", `${label}`, [])) this.#timers.delete(`${label}`);
  }
  #showTime(method, label, args) {
    const started = this.#timers.get(label);
    if (started === undefined) {
      this.warn(`Warning: No such label '${label}' for console.${method}()`);
      return false;
    }
    this.log("%s: %s", label, formatDuration(clock() - started), ...args);
    return true;
  }
  #warnMissing(what, label) { this.warn(`Warning: ${what} '${label}' does not exist`); }

  table(data, columns = undefined) {
    if (columns !== undefined && !Array.isArray(columns)) throw new TypeError('The "properties" argument must be an instance of Array.');
    const drawn = table(data, columns, this.#optionsFor(this.#out));
    if (drawn === undefined) this.log(data);
    else this.log(drawn);
  }

  // Marks in a profile; there is none to mark.
  profile() {}
  profileEnd() {}
  timeStamp() {}
}

export const console = new Console({ stdout: standardStream(1), stderr: standardStream(2) });
Object.defineProperty(console, "Console", { value: Console, writable: true, configurable: true });
Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
