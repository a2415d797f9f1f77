// node:readline. Partial: lines are read as they come; there is no editing, no history and no completion.
import { EventEmitter } from "./events.js";
import { coded } from "./internal/errors.js";
import { StringDecoder } from "./string_decoder.js";

export function Interface(input, output) {
  if (!(this instanceof Interface)) return new Interface(input, output);
  EventEmitter.call(this);
  const options = typeof input?.on === "function" ? { input, output } : input;
  this.input = options.input;
  this.output = options.output;
  this.terminal = false;
  this.line = "";
  this.closed = false;
  this._prompt = options.prompt ?? "> ";
  this._waiting = null;
  this._decoder = new StringDecoder("utf8");
  this._rest = "";
  this._lines = [];
  this._paused = false;
  this._onData = (chunk) => read(this, typeof chunk === "string" ? chunk : this._decoder.write(chunk));
  this._onEnd = () => {
    read(this, this._decoder.end());
    if (this._rest !== "") deliver(this, this._rest.replace(/\r$/, ""));
    this._rest = "";
    this._ended = true;
    if (!this._paused) this.close();
  };
  this.input.on("data", this._onData);
  this.input.on("end", this._onEnd);
  const signal = options.signal;
  if (signal?.aborted) globalThis.process.nextTick(() => this.close());
  else signal?.addEventListener("abort", () => this.close(), { once: true });
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);

function read(rl, text) {
  const lines = (rl._rest + text).split(/\r\n|\n|\r(?!\n|$)/);
  rl._rest = lines.pop();
  for (const line of lines) deliver(rl, line);
}

function deliver(rl, line) {
  if (rl.closed) return;
  if (rl._paused) {
    rl._lines.push(line);
    return;
  }
  const waiting = rl._waiting;
  rl._waiting = null;
  if (waiting !== null) waiting(line);
  else rl.emit("line", line);
}

Object.assign(Interface.prototype, {
  getPrompt() { return this._prompt; },
  setPrompt(prompt) { this._prompt = String(prompt); },
  prompt() {
    if (this._paused) this.resume();
    this.output?.write(this._prompt);
  },
  question(query, options, callback) {
    if (typeof options === "function") callback = options;
    if (this.closed) throw coded(Error, "ERR_USE_AFTER_CLOSE", "readline was closed");
    this.output?.write(query);
    this._waiting = callback;
  },
  write(text) { if (text !== undefined && text !== null) read(this, String(text)); },
  pause() {
    if (this._paused) return this;
    this._paused = true;
    this.input.pause();
    this.emit("pause");
    return this;
  },
  resume() {
    if (!this._paused) return this;
    this._paused = false;
    for (const line of this._lines.splice(0)) deliver(this, line);
    if (this._ended) this.close();
    else this.input.resume();
    this.emit("resume");
    return this;
  },
  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.removeListener("data", this._onData);
    this.input.removeListener("end", this._onEnd);
    this.input.pause?.();
    this.emit("close");
  },
  getCursorPos() { return { rows: 0, cols: this.line.length }; },
  [Symbol.asyncIterator]() {
    return lines(this);
  },
});

async function* lines(rl) {
  const queue = [];
  let wake = () => {};
  rl.on("line", (line) => { queue.push(line); wake(); });
  rl.on("close", () => wake());
  try {
    for (;;) {
      while (queue.length > 0) yield queue.shift();
      if (rl.closed) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    rl.close();
  }
}

export const createInterface = (input, output) => new Interface(input, output);

export function clearLine(stream, direction, callback = undefined) {
  return stream.write(direction < 0 ? "\u001b[1K" : direction > 0 ? "\u001b[0K" : "\u001b[2K", callback);
}
export function clearScreenDown(stream, callback = undefined) {
  return stream.write("\u001b[0J", callback);
}
export function cursorTo(stream, x, y = undefined, callback = undefined) {
  if (typeof y === "function") [y, callback] = [undefined, y];
  return stream.write(typeof y === "number" ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`, callback);
}
export function moveCursor(stream, dx, dy, callback = undefined) {
  const horizontal = dx === 0 ? "" : `\u001b[${Math.abs(dx)}${dx < 0 ? "D" : "C"}`;
  const vertical = dy === 0 ? "" : `\u001b[${Math.abs(dy)}${dy < 0 ? "A" : "B"}`;
  return stream.write(horizontal + vertical, callback);
}
export function emitKeypressEvents() {
  throw coded(Error, "ERR_NOT_AVAILABLE", "readline.emitKeypressEvents is not available yet in hz");
}

export const promises = {
  Interface,
  createInterface(input, output) {
    const rl = new Interface(input, output);
    const { question } = rl;
    rl.question = (query) => new Promise((resolve) => question.call(rl, query, resolve));
    return rl;
  },
};
export default { clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, Interface, moveCursor, promises };
