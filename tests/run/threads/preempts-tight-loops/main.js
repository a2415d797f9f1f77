// Three loops that never give way on one core do not stop a fourth thread.
import { go, sleep } from "hz";
let stop = false;
const turns = [0, 0, 0];
const hogs = turns.map((_, i) => go.local(() => { while (!stop) turns[i]++; }));
for (let tick = 0; tick < 3; tick++) sleep(20);
stop = true;
for (const hog of hogs) hog.join();
console.log(turns.every((n) => n > 0), "stopped");
