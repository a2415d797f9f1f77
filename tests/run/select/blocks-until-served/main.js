// A blocked select is woken by whichever case comes first, and takes exactly one value.
import { chan, go, select, sleep } from "hz";
const a = chan(), b = chan(), log = [];
go.local(() => { sleep(2); b.send("b1"); sleep(2); a.send("a1"); b.send("b2"); });
for (let i = 0; i < 3; i++) { const { case: name, value } = select({ a, b }); log.push(name + "=" + value); }
console.log(log.join(" "));
