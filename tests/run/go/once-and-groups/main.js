// Once, WaitGroup, Barrier and groups under contention (sync: once, waitgroup; errgroup).
import { Barrier, Once, UsageError, WaitGroup, chan, go, group, sleep, yieldNow } from "hz";
{
  const once = new Once(), wg = new WaitGroup(), seen = [];
  let runs = 0;
  for (let i = 0; i < 10; i++) wg.go(() => seen.push(once.do(() => { runs++; yieldNow(); sleep(1); return "value"; })));
  wg.wait();
  console.log("once", runs, new Set(seen).size, once.done);
  // One that throws has run: everybody gets the exception.
  const bad = new Once(), errors = new Set();
  for (let i = 0; i < 3; i++) try { bad.do(() => { runs++; throw new Error("only once"); }); } catch (error) { errors.add(error); }
  console.log("throwing", runs, errors.size);
}
{
  const wg = new WaitGroup(), exited = chan(16);
  for (let round = 0; round < 4; round++) {
    let n = 0;
    for (let i = 0; i < 8; i++) wg.go(() => { yieldNow(); n++; });
    const waiters = [1, 2, 3].map(() => go.local(() => { wg.wait(); exited.send(n); }));
    for (const waiter of waiters) waiter.join();
  }
  const counts = [];
  for (let i = 0; i < 12; i++) counts.push(exited.recv());
  console.log("group", counts.join(""), wg.count);
  try { wg.done(); } catch (error) { console.log(error instanceof UsageError, error.message); }
}
{
  const barrier = new Barrier(4), phases = [];
  const tasks = Array.from({ length: 4 }, (_, i) => go.local(() => { for (let p = 0; p < 5; p++) { if ((p + i) % 3 === 0) sleep(1); phases.push(p); barrier.wait(); } }));
  for (const task of tasks) task.join();
  console.log("barrier", phases.join("") === "00001111222233334444");
}
{
  const g = group({ limit: 2 }), held = chan(), begun = chan();
  let running = 0, most = 0, finallys = 0;
  const start = (body) => g.go(() => { most = Math.max(most, ++running); try { return body(); } finally { running--; finallys++; } });
  const task = start(() => { yieldNow(); return "kept"; });
  start(() => { begun.send(); held.recv(); });
  begun.recv();
  const failing = start(() => { yieldNow(); throw new Error("first failure"); });
  try { g.wait(); } catch (error) { console.log(error.message); }
  console.log("errgroup", most <= 2, finallys, task.join(), failing.status, g.context.cancelled);
  try { g.go(() => {}); } catch (error) { console.log(error.name); }
}
