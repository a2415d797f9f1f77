// Closing wakes every blocked receiver with the mark and every blocked sender with an error that has its value.
import { chan, go, sleep } from "hz";
const c = chan(), log = [];
const receivers = [1, 2, 3].map(() => go.local(() => { log.push(c.recv2().ok); }));
sleep(2); c.close();
for (const r of receivers) r.join();
const d = chan();
const refused = [];
const senders = ["x", "y"].map((v) => go.local(() => { try { d.send(v); } catch (error) { refused.push(error.value); } }));
sleep(2); d.close();
for (const s of senders) s.join();
console.log(log.join(" "), refused.sort().join(" "));
