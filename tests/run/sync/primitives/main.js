// What each primitive of "hz:sync" is for.
import { Barrier, Cond, Once, RWMutex, Semaphore, WaitGroup, group, once } from "hz:sync";
import { go, sleep, yieldNow } from "hz";
const tasks = (n, fn) => Array.from({ length: n }, (_, i) => go.local(fn, i));
const join = (list) => list.map((task) => task.join());

const rw = new RWMutex();
let readers = 0, mostReaders = 0, value = 0;
const reading = tasks(4, () => rw.read(() => { mostReaders = Math.max(mostReaders, ++readers); sleep(100); readers--; return value; }));
sleep(20);
join(tasks(2, () => rw.write(() => { const before = value; sleep(1); value = before + 1; })));
join(reading);
console.log("readers", mostReaders, "value", value);

const permits = new Semaphore(2);
let now = 0, most = 0;
join(tasks(6, () => permits.run(() => { most = Math.max(most, ++now); sleep(5); now--; })));
console.log("permits", most, permits.permits);

const only = new Once();
let runs = 0;
console.log("once", join(tasks(3, () => only.do(() => { sleep(1); return ++runs; }))).join());
const failing = once(() => { runs++; throw new Error("no"); });
for (let i = 0; i < 2; i++) try { failing(); } catch (error) { console.log(error.message, runs); }

const barrier = new Barrier(3);
const steps = [];
const last = join(tasks(3, (i) => { steps.push("a"); yieldNow(); const last = barrier.wait(); steps.push("b"); return last; }));
console.log("barrier", steps.join(""), last.filter(Boolean).length);

const done = new WaitGroup();
for (let i = 0; i < 3; i++) done.go(() => sleep(i));
done.wait();
console.log("group", done.count);
try { done.done(); } catch (error) { console.log(error.name); }

const cond = new Cond();
const queue = [];
const consumers = tasks(2, () => cond.mutex.run(() => { cond.waitUntil(() => queue.length > 0); return queue.shift(); }));
for (const item of ["x", "y"]) { sleep(1); cond.mutex.run(() => { queue.push(item); cond.signal(); }); }
console.log("cond", join(consumers).sort().join());

const g = group();
g.go(() => sleep(1));
let mayFail = false;
g.go(() => { while (!mayFail) yieldNow(); throw new Error("first"); });
const cancelled = g.go(() => sleep(60_000));
mayFail = true;
try { g.wait(); } catch (error) { console.log(error.message, cancelled.status); }
