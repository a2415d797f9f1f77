// Blocking in an async function suspends that function only; jobs go on.
import { chan, go, sleep } from "hz";
const c = chan(), log = [];
async function receiver() { log.push("asks"); const v = c.recv(); log.push("got " + v); await null; log.push("and " + c.recv()); return "done"; }
const result = receiver();
log.push("caller goes on");
Promise.resolve().then(() => log.push("job"));
await null;
c.send(1);
sleep(5);
c.send(2);
console.log(await result, log.join(", "));
