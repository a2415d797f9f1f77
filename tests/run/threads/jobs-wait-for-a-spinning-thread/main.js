// A timer or a promise reaction waits in native code for the very thread that runs when it is its turn.
import { chan, go } from "hz";
const c = chan(), log = [];
let asked = "";
const ask = { get answer() { asked = log.length === 0 ? "timer" : "reaction"; return c.recv(); } };
const spinning = go.local(() => {
  while (asked !== "timer");
  c.send("to the timer");
  while (asked !== "reaction");
  c.send("to the reaction");
});
const answered = new Promise((resolve) => setTimeout(() => { log.push(ask.answer); resolve(); }, 1));
const reacted = answered.then(() => { log.push(ask.answer); });
spinning.join();
await reacted;
console.log(log.join(", "));
