// Waiting receivers and senders are served first come, first served.
import { chan, go, yieldNow } from "hz";
const c = chan(), log = [];
const waits = (task) => { while (task.status !== "blocked") yieldNow(); return task; };
const receivers = ["r1", "r2", "r3"].map((name) => waits(go.local(() => log.push(name + c.recv()))));
for (const v of ["a", "b", "c"]) c.send(v);
for (const r of receivers) r.join();
console.log([...log].sort().join(" "));
const senders = ["x", "y", "z"].map((v) => waits(go.local(() => c.send(v))));
console.log(c.recv(), c.recv(), c.recv());
for (const s of senders) s.join();
