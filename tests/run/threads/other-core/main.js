// `go` copies arguments, captured variables and results; functions and channels exist on every core.
import { chan, go } from "hz";
const FACTOR = 10;
const c = chan(2);
function scale(list) { list.push("changed there"); return { sum: list.filter(Number.isFinite).reduce((a, b) => a + b) * FACTOR, list }; }
function main() {
  const mine = [1, 2, 3];
  const { sum, list } = go(scale, mine).join();
  console.log(sum, list.length, mine.length);
  const captured = { deep: [1, { two: 2 }] };
  const task = go((n) => { c.send(captured.deep[1].two + n); captured.deep = null; return new Map([["k", new Set([1n])]]); }, 5);
  console.log(c.recv(), task.join().get("k").has(1n), captured.deep.length);
  try { go(() => { throw new TypeError("from there"); }).join(); } catch (error) { console.log(error instanceof TypeError, error.message); }
  console.log([1, 2, 3, 4].map((n) => go((n) => n * n, n)).map((t) => t.join()).join());
}
main();
