// Channels joined by threads: each flow ends from its source on.
import { broadcast, chan, fanOut, from, go, merge, pipeline, tick } from "hz";
const sorted = (channel) => [...channel].sort((a, b) => a - b).join();
console.log([...pipeline([1, 2, 3, 4], (n) => (n % 2 ? undefined : n), (n) => n * 10)].join());
console.log(sorted(pipeline(from([5, 6, 7]), { run: (n) => n + 1, workers: 3, capacity: 2 })));
console.log(sorted(merge(from([1, 2]), from([3]), from([]))));
const parts = fanOut(from([1, 2, 3, 4, 5]), 2);
console.log(sorted(merge(...parts)));
const news = broadcast();
const a = news.subscribe(), b = news.subscribe(1, { drop: true }), c = news.subscribe(3);
const reader = go.local(() => { const all = []; for (const item of a) all.push(item); return all.join(); });
for (const item of ["x", "y", "z"]) news.send(item);
c.close();
news.send("last");
news.close();
console.log(reader.join(), [...b].join(), [...c].join(), news.size, a.closed);
const ticks = tick(1);
let n = 0;
for (const _ of ticks) if (++n === 3) break;
ticks.close();
console.log("ticks", n);
// A failure comes out where the flow is received from, and what feeds it ends (nothing is left at the end of the program).
const closed = chan(1);
function* endless() { try { for (let i = 1; ; i++) yield i; } finally { closed.send("source closed"); } }
const failing = (n) => { if (n === 3) throw new RangeError(`no ${n}`); return n; };
const flow = pipeline(endless(), { run: (n) => n, capacity: 1 }, failing, (n) => n);
try {
  for (const value of merge(flow, from([]))) if (value > 2) console.log("too much");
} catch (error) { console.log(error.message); }
for (const receive of [() => flow.recv(), () => flow.recv2(), () => flow.tryRecv(), () => [...flow]]) {
  try { console.log(receive()); } catch (error) { console.log(error.message); }
}
console.log(closed.recv());
