// The top-level statements are one thread also where they wait: whatever waits in native code meanwhile can go on when they do.
import { Local, chan, current, go, scope, sleep, threads, wait, withCancel } from "hz";
const c = chan(), asked = chan(), log = [];
class Base { constructor() { asked.send("asked"); this.x = c.recv(); } }
class Derived extends Base { y = 2; }
const maker = go.local(() => { const made = new Derived(); return made.x + made.y; });
log.push(asked.recv());
c.send(40);
log.push(maker.join());

// An accessor waits on top of main's wait; main answers it.
const o = { get answer() { asked.send("asked"); return c.recv(); } };
const reader = go.local(() => o.answer);
asked.recv();
const name = () => `${current().id} ${current().name}`;
log.push(name());
log.push(threads().find((thread) => thread.name === "main").status);
c.send("answered");
log.push(reader.join());
console.log(log.splice(0).join(", "));

// What they wait for, and where, is seen by others.
const seen = go.local(() => { const main = threads().find((thread) => thread.id === 1); c.send(`${main.status}: ${main.waitsFor}`); return main.stack.trim().split("/").pop(); });
const what = c.recv();
console.log(what.replace(/ \d+/, ""), "|", seen.join());

// Promise jobs and timers go on while they run and while they wait in native code.
let settled = false;
Promise.resolve().then(() => sleep(1)).then(() => { settled = true; });
while (!settled);
const late = { get value() { return wait(new Promise((resolve) => setTimeout(resolve, 1, "late"))); } };
console.log(late.value, wait(Promise.resolve().then(() => "reaction")));

// Exceptions, thread-local values and contexts are those of the one thread.
const local = new Local(0);
local.set(1);
const inner = local.run(2, () => { sleep(1); return local.get(); });
console.log(inner, local.get());
try { scope((s) => { s.go(() => { sleep(1); throw new RangeError("boom"); }); sleep(60_000); }); } catch (error) { console.log(error.name); }
withCancel((context) => { sleep(1); context.cancel(new Error("enough")); try { sleep(60_000); } catch (error) { console.log(error.message); } });

// So it is behind an `await` of their own.
console.log(await Promise.resolve("awaited"));
sleep(1);
console.log(name(), (() => { sleep(1); return name(); })());
for await (const x of [1, 2]) { sleep(1); console.log(x, name()); }
Array.from({ get length() { return log.push("read") && 0; } });
console.log(log.join(), [chan, { m: (x) => (sleep(1), x) }][1]?.m(`${(sleep(1), "tagged")}`));
