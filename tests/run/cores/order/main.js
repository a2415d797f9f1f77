// Messages of one sender arrive in the order in which they were sent, however many senders and cores there are.
import { chan, go } from "hz";

const SENDERS = 4;
const EACH = 2_500;
const c = chan(16);

const tasks = [];
for (let s = 0; s < SENDERS; s++) {
  tasks.push(go((s) => {
    for (let i = 0; i < EACH; i++) c.send([s, i]);
  }, s));
}

const next = new Array(SENDERS).fill(0);
for (let n = 0; n < SENDERS * EACH; n++) {
  const [s, i] = c.recv();
  if (next[s]++ !== i) throw new Error(`sender ${s}: ${i} came out of order`);
}
for (const task of tasks) task.join();
console.log(next.join(" "), c.len);
