// Four channels of different capacities, senders and receivers that use select or not: all values pass (TestSelectStress).
import { WaitGroup, chan, go, select, send } from "hz";
const n = 150;
const c = [chan(), chan(), chan(2), chan(3)];
const wg = new WaitGroup();
const received = [0, 0, 0, 0], sums = [0, 0, 0, 0];
for (let k = 0; k < 4; k++) wg.go(() => { for (let i = 0; i < n; i++) c[k].send(i); });
for (let k = 0; k < 4; k++) wg.go(() => { for (let i = 0; i < n; i++) { const v = c[k].recv(); sums[k] += v; received[k]++; } });
wg.go(() => {
  const left = [n, n, n, n], open = [...c];
  for (let i = 0; i < 4 * n; i++) {
    const k = Number(select(open.map((channel, j) => channel && send(channel, left[j] - 1))).case);
    if (--left[k] === 0) open[k] = null;
  }
});
wg.go(() => {
  const left = [n, n, n, n], open = [...c];
  for (let i = 0; i < 4 * n; i++) {
    const { case: key, value } = select(open);
    sums[key] += value;
    received[key]++;
    if (--left[key] === 0) open[key] = undefined;
  }
});
wg.wait();
console.log(received.join(), sums.map((sum) => sum === n * (n - 1)).join(), c.every((channel) => channel.len === 0));
