// after, tick, timeouts and deadlines: when they fire, and that they stop (time and context tests).
import { TimeoutError, after, chan, go, select, sleep, tick, withCancel, withDeadline, withTimeout } from "hz";
const took = (body) => { const from = performance.now(); body(); return performance.now() - from; };
console.log(took(() => after(20).recv()) >= 20, took(() => select({ never: chan(), timeout: 15 })) >= 15, took(() => sleep(10)) >= 10);
// Sleepers wake in the order of their times, whatever the order in which they began.
const order = [], tasks = [60, 20, 40, 0].map((ms) => go.local(() => { sleep(ms); order.push(ms); }));
for (const task of tasks) task.join();
console.log(order.join());
// A ticker's receiver that is late misses ticks; closed, it ends.
const t = tick(5);
t.recv();
sleep(40);
console.log(t.len <= 1, t.recv2().ok);
t.close();
console.log([...t].length <= 1);
// A select that was answered leaves no timer behind that could answer the next.
const c = chan(1);
let wrong = 0;
for (let i = 0; i < 50; i++) { c.send(i); if (select({ c, timeout: 1 }).case !== "c") wrong++; }
console.log(wrong, select({ c, timeout: 1 }).case);
const failure = (body) => { try { return body(); } catch (error) { return `${error.constructor.name}: ${error.message}`; } };
console.log(failure(() => withTimeout(5, () => chan().recv())));
console.log(failure(() => withTimeout(5, () => { for (;;); })));
console.log(failure(() => withDeadline(Date.now() - 1, () => { sleep(1); return "not reached"; })) !== "not reached");
// The inner deadline cannot be later than the outer one, and the reason is the outer's.
console.log(failure(() => withTimeout(5, () => withTimeout(60_000, (inner) => { if (inner.remainingMs > 5) return "too long"; sleep(60_000); }))));
// Cancelling a parent cancels its children, not the other way round; `done` is closed, with a reason.
const parent = withCancel(), log = [];
parent.run(() => {
  const child = withCancel(), other = withCancel();
  child.cancel("child");
  log.push(child.cancelled, parent.cancelled, other.cancelled);
  parent.cancel("parent");
  log.push(other.cancelled, other.reason, child.reason, other.done.recv2().ok, other.signal.aborted);
});
console.log(log.join());
console.log(failure(() => parent.run(() => {})), new TimeoutError("x") instanceof Error);
