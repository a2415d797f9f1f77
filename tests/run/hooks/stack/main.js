// Who calls whom is right when threads are captured in the middle, fail, and are cancelled.
import { attach } from "hz:hooks";
import { chan, go, yieldNow } from "hz";

const edges = new Map();
attach(
  { call: (call) => edges.set(`${call.caller?.function ?? "-"} > ${call.function}`, (edges.get(`${call.caller?.function ?? "-"} > ${call.function}`) ?? 0) + 1) },
  { module: "stack/main.js" },
);
function tree(depth) {
  if (depth === 0) return leaf();
  return tree(depth - 1) + tree(depth - 1);
}
function leaf() {
  yieldNow();
  return 1;
}
function risky(n) {
  try {
    return fails(n);
  } catch {
    return recovers(n);
  }
}
function fails(n) {
  yieldNow();
  if (n % 2 === 1) throw new Error("odd");
  return recovers(n);
}
function recovers(n) {
  return n;
}
function forever(never, ready) {
  try {
    ready.send(true);
    never.recv();
  } finally {
    recovers(0);
  }
}
const tasks = [];
for (let n = 0; n < 20; n++) {
  tasks.push(go.local(tree, 4), go.local(risky, n));
}
let sum = 0;
for (const task of tasks) sum += task.join();
const never = chan();
const ready = chan();
const cancelled = go.local(forever, never, ready);
ready.recv();
cancelled.cancel("enough");
try {
  cancelled.join();
} catch (error) {
  console.log(error.name);
}
console.log(sum);
for (const [edge, count] of [...edges].sort()) console.log(edge, count);
