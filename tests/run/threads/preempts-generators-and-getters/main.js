// Loops in code that cannot be captured let others run as well.
import { go, sleep } from "hz";
// Spins until the clock has ticked, or for a time in which it must have.
let ticks = 0;
const spin = (ms) => { const until = performance.now() + 5000; ticks = 0; while (ticks === 0 && performance.now() < until); return ms; };
const bodies = { getter: () => ({ get x() { return spin(40); } }).x, generator: () => [...(function* () { yield spin(40); })()][0], valueOf: () => +{ valueOf: () => spin(40) }, field: () => new (class { f = spin(40); })().f, proxy: () => new Proxy({}, { get: () => spin(40) }).x, eval: () => eval("spin(40)") };
for (const [name, body] of Object.entries(bodies)) {
  let stop = false;
  const clock = go.local(() => { while (!stop) { sleep(1); ticks++; } });
  const result = body();
  stop = true;
  clock.join();
  console.log(name, result, ticks > 0);
}
