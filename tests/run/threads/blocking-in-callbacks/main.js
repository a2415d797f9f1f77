// Blocking in timers, promise reactions and microtasks stops neither the loop nor other callbacks.
import { chan, sleep } from "hz";
const c = chan(), log = [];
setTimeout(() => { log.push("timer waits"); log.push("timer got " + c.recv()); }, 1);
Promise.resolve().then(() => { log.push("reaction waits"); return "reaction got " + c.recv(); }).then((text) => log.push(text));
setTimeout(() => log.push("other timer"), 5);
sleep(20);
c.send("a"); sleep(5); c.send("b"); sleep(5);
console.log(log.join(", "));
