// Cancelling wakes a blocked thread with an error that says why; its `finally` blocks run.
import { chan, go, sleep } from "hz";
const log = [], begun = chan();
const task = go.local(() => { try { begun.send(); chan().recv(); } catch (error) { log.push("caught: " + error.message); throw error; } finally { log.push("finally"); } });
begun.recv();
task.cancel(new Error("not needed any more"));
try { task.join(); } catch (error) { log.push("joined: " + error.message); }
let spins = false;
const spinning = go.local(() => { try { spins = true; for (;;); } finally { log.push("loop left"); } });
while (!spins) sleep(1);
spinning.cancel(new Error("stop"));
try { spinning.join(); } catch (error) { log.push(error.message); }
console.log(log.join(", "));
