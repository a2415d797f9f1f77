// Sleepers wake by time, whatever the order of their starts.
import { go, sleep } from "hz";
const log = [];
const tasks = [300, 100, 200].map((ms) => go.local(() => { sleep(ms); log.push(ms); }));
for (const task of tasks) task.join();
console.log(log.join(" "));
