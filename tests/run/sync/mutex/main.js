// A mutex admits one thread at a time, however often they are pre-empted or block inside, and all of them in the end.
import { Mutex, go, sleep, yieldNow } from "hz";
const m = new Mutex();
let inside = 0, most = 0, total = 0;
const order = [];
const tasks = [];
for (let t = 0; t < 5; t++) {
  tasks.push(go.local(() => {
    for (let i = 0; i < 20; i++) {
      m.run(() => {
        most = Math.max(most, ++inside);
        const before = total;
        if (i % 7 === 0) sleep(1); else yieldNow();
        total = before + 1;
        inside--;
      });
    }
    order.push(t);
  }));
}
for (const task of tasks) task.join();
console.log(most, total, order.sort().join(""), m.locked, m.tryLock(), m.tryLock());
m.unlock();
try { m.unlock(); } catch (error) { console.log(error.name); }
