// Blocking in timers, promise reactions and microtasks stops neither the loop nor other callbacks.
import { chan } from "hz";
const c = chan(), log = [], waiting = chan(2), over = chan(2);
setTimeout(() => { log.push("timer waits"); waiting.send(); log.push("timer got " + c.recv()); over.send(); }, 1);
Promise.resolve().then(() => { log.push("reaction waits"); return "reaction got " + c.recv(); }).then((text) => { log.push(text); over.send(); });
setTimeout(() => { log.push("other timer"); waiting.send(); }, 5);
waiting.recv(); waiting.recv();
c.send("a"); over.recv(); c.send("b"); over.recv();
console.log(log.join(", "));
