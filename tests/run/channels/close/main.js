// Closing: what is buffered is still received, then the closed mark; send and a second close throw.
import { chan } from "hz";
const c = chan(2);
c.send("a"); c.send(undefined); c.close();
console.log(c.closed, c.len, JSON.stringify([c.recv2(), c.recv2(), c.recv2(), c.recv2()]), c.recv());
for (const bad of [() => c.send(1), () => c.close(), () => c.trySend(1)]) { try { console.log("no error", bad()); } catch (error) { console.log(error.constructor !== Error, error.message.includes("closed")); } }
