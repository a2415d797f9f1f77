// Order of timers, immediates, ticks and promise jobs; what timers give.
void process.pid;
const log = [];
let beats = 0;
const note = (x) => log.push(x);
// One timer starts the next: which of two comes first on a busy machine is not known.
setTimeout(() => { setImmediate(() => note("imm")); setTimeout(last, 0); Promise.resolve().then(() => note("p1")); process.nextTick(() => note("tick")); queueMicrotask(() => note("micro")); note("sync"); }, 0);
function last() {
  note("t0");
  const i = setInterval(() => {
    if (++beats < 3) return;
    clearInterval(i);
    note("iv");
    setTimeout((a, b) => note(a + b), 1, 1, 2);
  }, 1);
}
const never = setTimeout(() => note("never"), 5);
clearTimeout(never);
clearTimeout(undefined);
clearTimeout(12345);
clearImmediate(setImmediate(() => note("never")));
const un = setTimeout(() => note("unref"), 10000);
un.unref();
console.log(un.hasRef(), typeof +un, un.ref() === un);
un.unref();
try { setTimeout("code"); } catch (e) { console.log(e.name, e.code); } try { queueMicrotask(1); } catch (e) { console.log(e.name, e.code); }
const quiet = (ms) => new Promise((r) => setTimeout(r, ms));
while (!log.includes(3)) await quiet(1);
console.log(log.join(" "));
import { setTimeout as later, setInterval as every } from "node:timers/promises";
console.log(await later(1, "v"));
let n = 0;
for await (const v of every(1, "e")) { if (++n === 3) break; }
console.log(n);
const ac = new AbortController();
const p = later(1000, 1, { signal: ac.signal });
ac.abort();
try { await p; } catch (e) { console.log(e.name, e.code); }
