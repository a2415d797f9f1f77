// A scope waits for its threads; the first failure cancels the rest and is what the scope throws.
import { chan, go, scope, sleep } from "hz";
const log = [];
console.log(scope((s) => [1, 2, 3].map((n) => s.go((n) => { sleep(4 - n); return n * n; }, n))).map((t) => t.join()).join());
try {
  scope((s) => {
    const begun = chan(1);
    s.go(() => { try { begun.send(true); chan().recv(); } catch (error) { log.push(`${error.name}: ${error.message}`); throw error; } finally { sleep(1); log.push("cleaned up"); } });
    s.go(() => { begun.recv(); throw new RangeError("boom"); });
    try { sleep(60_000); } finally { log.push("body stopped"); }
  });
} catch (error) { log.push(error.message); }
const thrown = log.pop();
console.log([...log.sort(), thrown].join(", "));
let most = 0, now = 0;
scope((s) => { for (let i = 0; i < 6; i++) s.go(() => { most = Math.max(most, ++now); sleep(1); now--; }); }, { limit: 2 });
console.log(most);
try { scope((s) => { s.go(() => sleep(60_000)); }, { timeoutMs: 5 }); } catch (error) { console.log(error.name); }
