// A select whose cases are both always ready takes each about as often, whichever way it is written (TestSelectFairness).
import { chan, go, select, send } from "hz";
const trials = 2000;
const a = chan(trials + 1), b = chan(trials + 1);
for (let i = 0; i < trials; i++) a.send(i), b.send(i);
const never = chan(), later = chan(), out = chan(), done = chan();
const picker = go.local(() => {
  for (;;) {
    const r = select({ never, later, a, b, x: never });
    if (r.case !== "a" && r.case !== "b") break;
    if (select({ done, o: send(out, r.case) }).case === "done") return;
  }
});
const counts = { a: 0, b: 0 };
for (let i = 0; i < trials; i++) counts[out.recv()]++;
done.close();
picker.join();
// Six standard deviations of trials coin tosses are 134: chance fails here once in a billion runs.
console.log(Math.abs(counts.a - counts.b) < 2 * 134);

// A blocked select is answered in the order in which the others come, not at random.
const order = [];
const x = chan(), y = chan();
const asker = go.local(() => { for (let i = 0; i < 4; i++) order.push(select({ x, y }).case); });
while (asker.status !== "blocked") select({ timeout: 1 });
for (const c of [y, x, y, x]) { c.send(); while (asker.status !== "blocked" && asker.status !== "done") select({ timeout: 1 }); }
console.log(order.join(""));
