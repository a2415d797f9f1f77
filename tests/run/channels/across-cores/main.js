// One channel with ends on several cores: everything arrives once, in order of each sender.
import { chan, go } from "hz";
const c = chan(4), done = chan();
for (let s = 0; s < 3; s++) go((s) => { for (let i = 0; i < 100; i++) c.send([s, i]); done.send(s); }, s);
go.local(() => { for (let s = 0; s < 3; s++) done.recv(); c.close(); });
const next = [0, 0, 0]; let inOrder = true, count = 0;
for (const [s, i] of c) { inOrder &&= next[s]++ === i; count++; }
console.log(count, inOrder, next.join());
