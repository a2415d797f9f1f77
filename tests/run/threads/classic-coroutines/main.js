// What coroutines on one core are tried with: spawning, a loop of 10,000 turns before a timer, generators and async code in threads.
import { go } from "hz";

const log = [];
function loop(name, count) { let i = 0; while (i < count) i++; log.push(name); return i; }
const timer = new Promise((resolve) => setTimeout(() => { log.push("timer"); resolve(); }, 0));
console.log(loop("before the timer", 10_000));
const tasks = ["a", "b", "c"].map((name) => go.local(loop, name, 10_000));
console.log(tasks.map((task) => task.join()).join());
await timer;
console.log([...log].sort().join());
function* inner(a, b = a + 1) { return yield a + b; }
function* outer(n = 2) { const got = yield* inner(n); yield got; }
console.log(go.local(() => { const g = outer(); return [g.next().value, g.next("sent").value, g.next().done].join(); }).join());
async function* numbers() { for (let i = 0; i < 3; i++) { await null; yield i; } }
console.log(await go.local(async () => { let s = 0; for await (const n of numbers()) s += n; return s; }).join());
