// Locks under many threads, with yields in every gap (sync: mutex, rwmutex and cond tests).
import { Cond, Mutex, RWMutex, Semaphore, WaitGroup, go, yieldNow } from "hz";
const hammer = (threads, turns, body) => { const wg = new WaitGroup(); for (let t = 0; t < threads; t++) wg.go(() => { for (let i = 0; i < turns; i++) body(t, i); }); wg.wait(); };
{
  const m = new Mutex();
  let inside = 0, most = 0, count = 0;
  hammer(8, 60, (t, i) => {
    if (i % 3 === 0) { if (!m.tryLock()) return; } else m.lock();
    most = Math.max(most, ++inside);
    const seen = count;
    if (i % 4 === 0) yieldNow();
    count = seen + 1;
    inside--;
    m.unlock();
  });
  console.log("mutex", most, count > 0, m.locked);
}
{
  const m = new RWMutex();
  let readers = 0, writers = 0, broken = 0, together = 0;
  hammer(7, 60, (t, i) => {
    if ((t + i) % 5 === 0) {
      m.lock();
      if (++writers !== 1 || readers !== 0) broken++;
      yieldNow();
      writers--;
      m.unlock();
    } else {
      m.rLock();
      together = Math.max(together, ++readers);
      if (writers !== 0) broken++;
      yieldNow();
      readers--;
      m.rUnlock();
    }
  });
  console.log("read-write", broken, together > 1, m.tryLock());
}
{
  const s = new Semaphore(3);
  let held = 0, most = 0;
  hammer(6, 50, (t, i) => { const n = 1 + ((t + i) % 3); s.acquire(n); held += n; most = Math.max(most, held); yieldNow(); held -= n; s.release(n); });
  console.log("semaphore", most, s.permits);
}
{
  // Generations: who waits first is woken first; nobody steals a signal (TestCondSignalGenerations, SignalStealing).
  const m = new Mutex(), c = new Cond(m), woken = [];
  let waiting = 0;
  const tasks = Array.from({ length: 12 }, (_, i) => {
    const task = go.local(() => m.run(() => { waiting++; c.wait(); woken.push(i); }));
    while (waiting <= i) yieldNow();
    while (task.status !== "blocked") yieldNow();
    return task;
  });
  for (let i = 0; i < 6; i++) { m.run(() => c.signal()); tasks[i].join(); }
  const after = woken.length;
  m.run(() => c.broadcast());
  for (const task of tasks) task.join();
  console.log("cond", after, woken.join());
}
{
  // A bounded buffer of a mutex and two conditions.
  const m = new Mutex(), notFull = new Cond(m), notEmpty = new Cond(m), items = [], got = [];
  let over = 0;
  const put = (v) => m.run(() => { while (items.length === 3) notFull.wait(); items.push(v); if (items.length > 3) over++; notEmpty.signal(); });
  const take = () => m.run(() => { while (items.length === 0) notEmpty.wait(); const v = items.shift(); notFull.signal(); return v; });
  const wg = new WaitGroup();
  for (let p = 0; p < 3; p++) wg.go(() => { for (let i = 0; i < 20; i++) put(p * 20 + i); });
  for (let p = 0; p < 2; p++) wg.go(() => { for (let i = 0; i < 30; i++) got.push(take()); });
  wg.wait();
  console.log("buffer", over, new Set(got).size);
}
