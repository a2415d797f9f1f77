// A cancelled waiter leaves its queue: the others are served as if it had never come.
import { Cond, Mutex, RWMutex, Semaphore, WaitGroup, go, sleep } from "hz";
const log = [];
// Starts a thread and comes back when it waits.
function waiter(name, wait) {
  const task = go.local(() => { try { wait(); log.push(name); } catch (error) { log.push(`${name} ${error.name}`); } });
  while (task.status !== "blocked") sleep(1);
  return task;
}
const m = new Mutex();
m.lock();
const [a, b, c] = ["a", "b", "c"].map((name) => waiter(name, () => { m.lock(); m.unlock(); }));
b.cancel();
m.unlock();
a.join(); b.join(); c.join();
const s = new Semaphore(0);
const big = waiter("big", () => s.acquire(5)), small = waiter("small", () => s.acquire(1));
s.release(1);
big.cancel();
small.join();
const rw = new RWMutex();
rw.rLock();
const writer = waiter("writer", () => rw.lock()), reader = waiter("reader", () => rw.rLock());
writer.cancel();
reader.join();
const cond = new Cond();
const signalled = waiter("cond", () => cond.mutex.run(() => { try { cond.wait(); } finally { log.push(cond.mutex.locked); } }));
signalled.cancel();
signalled.join();
const group = new WaitGroup();
group.add(1);
const late = waiter("group", () => group.wait());
late.cancel(new RangeError("why not"));
late.join();
console.log(log.sort().join(", "), cond.mutex.locked);
