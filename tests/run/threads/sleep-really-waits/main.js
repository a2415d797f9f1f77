// A sleep lasts at least as long as it was told, and blocks nobody else.
import { go, sleep } from "hz";
const started = performance.now();
const tasks = Array.from({ length: 50 }, () => go.local(() => sleep(30)));
for (const task of tasks) task.join();
const ms = performance.now() - started;
console.log(ms >= 29, ms < 1000);
