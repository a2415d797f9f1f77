// A callback of the top level runs once, on the first core: other cores take over only what a call of it just computes.
import { chan, go } from "hz";

const lines = chan();
let counted = 0;
const squares = [1, 2, 3].map((n) => n * n);
const tasks = ["a", "b"].map((name) => go.local(() => lines.send(name)));
const called = [0].map(count);
function count() {
  return ++counted;
}

const far = go(() => {
  lines.send(`squares: ${squares}`);
  return squares.length;
});
console.log([lines.recv(), lines.recv(), lines.recv()].sort().join("\n"));
console.log(tasks.length, called.join(), far.join());
console.log(lines.tryRecv());
