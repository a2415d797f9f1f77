// "hz:os": the program's surroundings, for those who do not want all of `node:process`. Types: os.d.ts.
import ops from "hz:internal/ops";
import { block } from "hz:core/operation";
import process from "node:process";

/** The arguments behind the program's name. */
export const args = Object.freeze([...ops.args]);

/** The environment. Changes stay in this isolate. */
export const env = process.env;

/** How many cores the program runs on. */
export const cores = ops.cores;

export const platform = process.platform;
export const arch = process.arch;

/** Ends the program. Threads that run are not asked. */
export function exit(code = 0) {
  process.exit(code);
}

export const cwd = () => process.cwd();

/** All of standard input as text; blocks the green thread until its end. */
export function readStdin() {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const bytes = block((id) => ops.readStdin(id), "read standard input");
    text += decoder.decode(bytes, { stream: bytes.byteLength > 0 });
    if (bytes.byteLength === 0) return text;
  }
}

/** The lines of standard input, as they come. */
export function stdinLines() {
  return new StdinLines();
}

// A class with `next` and no generator, so that a wait is captured and not pinned.
class StdinLines {
  #decoder = new TextDecoder();
  #lines = [];
  #rest = "";
  #isDone = false;

  [Symbol.iterator]() { return this; }

  next() {
    while (this.#lines.length === 0 && !this.#isDone) this.#fill();
    const value = this.#lines.shift();
    return { value, done: value === undefined };
  }

  #fill() {
    const bytes = block((id) => ops.readStdin(id), "read standard input");
    this.#isDone = bytes.byteLength === 0;
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: !this.#isDone })).split(/\r?\n/);
    this.#rest = lines.pop();
    if (this.#isDone && this.#rest !== "") lines.push(this.#rest);
    this.#lines = lines;
  }
}
