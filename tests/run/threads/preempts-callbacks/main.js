// A loop in a callback of a built-in is pre-empted too.
import { go, sleep } from "hz";
let ticks = 0, stop = false;
const clock = go.local(() => { while (!stop) { sleep(2); ticks++; } });
[1].forEach(() => { while (ticks < 3); });
[3, 1, 2].sort((a, b) => { const seen = ticks; while (ticks === seen); return a - b; });
stop = true;
clock.join();
console.log(ticks > 2);
