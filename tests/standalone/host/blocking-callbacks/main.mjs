// A callback of the host that blocks goes on as a thread; the host goes on too.
import { chan, sleep } from "hz";

const results = chan(8);
const events = new EventTarget();
events.addEventListener("ask", () => {
  sleep(5);
  results.send("first");
});
events.addEventListener("ask", () => {
  results.send("second");
  sleep(10);
  results.send("third");
});
events.dispatchEvent(new Event("ask"));
setTimeout(() => results.send(`timer after ${results.recv()}`), 0);
for (let i = 0; i < 3; i++) console.log(results.recv());
