// Waiting receivers and senders are served first come, first served.
import { chan, go, sleep } from "hz";
const c = chan(), log = [];
const receivers = ["r1", "r2", "r3"].map((name) => { const task = go.local(() => log.push(name + c.recv())); sleep(1); return task; });
for (const v of ["a", "b", "c"]) c.send(v);
for (const r of receivers) r.join();
console.log([...log].sort().join(" "));
const senders = ["x", "y", "z"].map((v) => { const task = go.local(() => c.send(v)); sleep(1); return task; });
console.log(c.recv(), c.recv(), c.recv());
for (const s of senders) s.join();
