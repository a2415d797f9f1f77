// A case that is undefined never runs: so a loop switches its cases off.
import { chan, go, select } from "hz";
let a = chan(), b = chan(); const log = [];
go.local((a) => { a.send(1); a.close(); }, a); go.local((b) => { b.send(2); b.close(); }, b);
while (a || b) { const { case: name, value, ok } = select({ a, b }); if (ok) log.push(name + value); else if (name === "a") a = undefined; else b = undefined; }
console.log(log.sort().join(" "));
