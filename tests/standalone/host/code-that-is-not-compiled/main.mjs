// Between the scheduler and a callback lies code that is not compiled. It never gets the sentinel: pre-empted there, the
// thread stays, and others run on top of it.
import { go, sleep } from "hz";

const map = new Function("list", "fn", "const out = []; for (const x of list) out.push(fn(x)); return out;");

function slow(x) {
  const end = performance.now() + 15;
  while (performance.now() < end);
  return x * 2;
}

let turns = 0;
let done = false;
const other = go.local(() => {
  while (!done) {
    turns++;
    sleep(1);
  }
});
const task = go.local(() => map([1, 2, 3, 4], slow));
console.log(task.join().join());
done = true;
other.join();
console.log(turns > 3);
