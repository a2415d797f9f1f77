// An exception that a later join fetches is no uncaught one, also when the starter joins others first.
import { go, sleep, wait } from "hz";
const tasks = [() => sleep(5), () => { throw new Error("boom"); }, () => "fine"].map((fn) => go.local(fn));
const results = [];
for (const task of tasks) try { results.push(task.join()); } catch (error) { results.push(error.message); }
console.log(results.join(), tasks.map((task) => task.status).join());
const failing = go.local(() => { throw new Error("awaited"); });
try { await failing; } catch (error) { console.log(error.message); }
