// Non-blocking operations beside others that come or close at any moment (TestNonblockRecvRace, TestNonblockSelectRace and 2).
import { chan, go, select, yieldNow } from "hz";
let wrong = 0;

// One value, two who look: a buffered value is seen by a receive that does not block.
for (let i = 0; i < 200; i++) {
  const c = chan(1);
  c.send(1);
  const task = go.local(() => { if (c.tryRecv() === undefined) wrong++; });
  c.close();
  task.join();
}
// Two channels, one of which is always ready by the time one looks: select with default never takes the default.
for (let i = 0; i < 200; i++) {
  const c1 = chan(1), c2 = chan(1);
  c1.send(1);
  const task = go.local(() => { if (select({ c1, c2, default: 0 }).case === "default") wrong++; });
  c2.send(1);
  select({ c1, default: 0 });
  task.join();
}
// The same with a close in place of the second value.
for (let i = 0; i < 200; i++) {
  const c1 = chan(1), c2 = chan();
  c1.send(1);
  const task = go.local(() => { if (select({ c1, c2, default: 0 }).case === "default") wrong++; });
  c2.close();
  c1.tryRecv();
  task.join();
}
// Spinning on tries from both sides, every value passes: nobody blocks, nothing is lost.
const c = chan(), got = [];
const sender = go.local(() => { for (let i = 0; i < 20; ) if (c.trySend(i)) i++; else yieldNow(); });
const receiver = go.local(() => { while (got.length < 20) { const v = select({ c, timeout: 60_000 }); got.push(v.value); } });
sender.join(), receiver.join();
console.log(wrong, got.join());
