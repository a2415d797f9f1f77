// Initialisers that could run code of the program, or would give each core a value of its own, run once, on the first core.
import { chan, go } from "hz";

const jobs = chan(4);
for (const job of ["a", "b", "c"]) jobs.trySend(job);
jobs.close();
const log = chan(100);
const note = (text) => {
  log.trySend(text);
  return text;
};

const loud = { get value() { return note("getter"); }, toString() { return note("toString"); } };
const read = loud.value;
const text = `${loud}`;
const sum = loud + "";
const { value } = loud;
const copy = { ...loud };
const all = [...jobs];
const [first] = all;
const [direct] = { *[Symbol.iterator]() { yield note("iterator"); } };
const method = { now() { return note("method"); } }.now();
const called = (() => note("arrow")).call();
const list = [{ toString() { return note("in a list"); } }].join();
const started = Date.now();
const drawn = Math.random();
class Static {
  static made = note("static field");
  static plain = [1, 2];
  static { note("static block"); }
}
const other = class { static made = note("static of an expression"); };

// What only computes is there on every core.
const numbers = [1, 2, 3];
const doubled = [...numbers, ...[1, 2].map((n) => n * 2)];
const [one, ...rest] = doubled;
const { length } = doubled;
const unique = [...new Set(doubled)];
const title = `${one} of ${length}`;

function look() {
  const missing = [() => read, () => text, () => sum, () => value, () => copy, () => all, () => first, () => direct, () => method,
    () => called, () => list, () => started, () => drawn, () => Static.made, () => other];
  let count = 0;
  for (const get of missing) {
    try {
      `${get().x}`;
    } catch (error) {
      if (error instanceof ReferenceError) count++;
    }
  }
  return [count, missing.length, doubled.join(), rest.length, unique.join(), title, Static.plain.join()].join(" | ");
}

const seen = [];
for (let text; (text = log.tryRecv()) !== undefined; ) seen.push(text.value ?? text);
console.log(seen.join(", "));
console.log(go.on(1, look).join());
console.log(log.tryRecv());
