// An unbuffered send waits for its receiver.
import { chan, go } from "hz";
const c = chan(), log = [];
const sender = go.local(() => { for (const v of [1, 2, 3]) { c.send(v); log.push("sent " + v); } c.close(); });
console.log(c.recv(), c.recv(), c.recv(), c.recv(), JSON.stringify(c.recv2()));
sender.join();
console.log(log.join(", "), c.cap, c.len, c.closed);
