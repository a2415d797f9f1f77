// An error that a thread receives from elsewhere (by a join, from a promise, by being cancelled, since a channel was closed) has
// two stacks: where it was made, and where it was received.
import { chan, go, wait, yieldNow } from "hz";

function at(x) { for (let i = 0; i < 1; i++); return x; }

function show(title, error) {
  console.log(`${title}: ${error.message}`);
  for (const line of error.stack.split("\n").slice(1)) {
    console.log(`  ${line.trim().replace(/^at (?:(\S+) \()?.*\/main\.js:(\d+):\d+\)?$/, (_, name, row) => `${name ?? "top level"} line ${row}`)}`);
  }
}

async function refuse() { await null; throw new Error("refused"); }
function waits() { const value = wait(refuse()); return at(value); }
function works() { return at(waits()) + 1; }

try { works(); } catch (error) { show("promise", error); }

const task = go.local(function worker() { return at(works()) + 1; });
function joins() { const value = task.join(); return at(value); }
try { joins(); } catch (error) { show("promise, then join", error); }

// Each thread says that it runs before it blocks, so that it is known to wait.
const runs = chan(1);
function begun(task) { runs.recv(); while (task.status !== "blocked") yieldNow(); return task; }

const channel = chan();
function sends() { channel.send(1); return at(1); }
const sender = begun(go.local(function sender() { runs.send(0); sends(); return at(2); }));
function closes() { channel.close(); return at(1); }
closes();
try { sender.join(); } catch (error) { show("closed", error); }

function receives() { const value = chan().recv(); return at(value); }
const cancelled = begun(go.local(function receiver() { runs.send(0); receives(); return at(2); }));
function cancels() { cancelled.cancel("enough"); return at(1); }
cancels();
try { cancelled.join(); } catch (error) { show("cancelled", error); }
