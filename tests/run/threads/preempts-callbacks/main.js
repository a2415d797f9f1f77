// A loop in a callback of a built-in is pre-empted too.
import { go, sleep } from "hz";
let ticks = 0, stop = false;
const clock = go.local(() => { while (!stop) { sleep(2); ticks++; } });
const until = performance.now() + 60;
[1].forEach(() => { while (performance.now() < until); });
[3, 1, 2].sort((a, b) => { const until = performance.now() + 10; while (performance.now() < until); return a - b; });
stop = true;
clock.join();
console.log(ticks > 2);
