// Thread-local values go with async code: across await, in then, timers and ticks, and where it blocks.
import { AsyncLocalStorage } from "node:async_hooks";
import { Local, chan, go, sleep, wait, yieldNow } from "hz";

const user = new Local("nobody");
const lines = [];
const note = (text) => lines.push(`${text} ${user.get()}`);

async function handle(name, pause) {
  note(`${name} begins as`);
  await null;
  note(`${name} after await as`);
  sleep(pause);
  note(`${name} after sleep as`);
  await new Promise((resolve) => setTimeout(resolve, pause));
  note(`${name} after timer as`);
  user.run(`${name}'s guest`, () => { sleep(1); note(`${name} inside run as`); });
  note(`${name} after run as`);
  await Promise.resolve().then(() => note(`${name} in then as`));
  for await (const turn of [1, 2]) { yieldNow(); note(`${name} in turn ${turn} as`); }
  return user.get();
}
// Each request by itself shows what is seen; both at once, that neither sees the other's.
const alone = [];
for (const name of ["ann", "bob"]) alone.push(await user.run(name, () => handle(name, 1)));
console.log(lines.join("\n"));
lines.length = 0;
const both = await Promise.all(["cid", "dot"].map((name, i) => user.run(name, () => handle(name, i + 1))));
console.log(alone.join(), both.join(), lines.every((line) => ["cid", "dot"].includes(line.split(" ")[0]) && line.includes(` ${line.split(" ")[0]}`, 3)), user.get());

// A value set by a function that blocks is seen by the async function that called it, and by nobody else.
const logIn = (name) => { sleep(1); user.set(name); sleep(1); };
async function session(name) { logIn(name); const seen = user.get(); await null; return `${seen} ${user.get()}`; }
console.log((await Promise.all([session("eva"), session("fay"), (async () => { await null; sleep(3); return user.get(); })()])).join(", "));
console.log(user.get());

// Threads that promise jobs start inherit; so do threads of their own kind of storage.
const requests = new AsyncLocalStorage();
const seen = chan(8);
await requests.run({ id: 1 }, async () => {
  await null;
  go.local(() => { yieldNow(); seen.send(requests.getStore().id); });
  Promise.resolve().then(() => { sleep(1); seen.send(requests.getStore().id + 10); });
  queueMicrotask(() => seen.send(requests.getStore().id + 20));
  process.nextTick(() => seen.send(requests.getStore().id + 30));
  setImmediate(() => seen.send(requests.getStore().id + 40));
  wait(new Promise((resolve) => setTimeout(resolve, 2)));
  seen.send(requests.getStore().id + 50);
});
const ids = [];
for (let i = 0; i < 6; i++) ids.push(seen.recv());
console.log(ids.sort((a, b) => a - b).join(), requests.getStore());

// Pre-emption of a promise job runs others on top; each keeps its own.
let wrong = 0, turns = 0;
const spin = async (name) => user.run(name, async () => {
  for (let i = 0; i < 20; i++) { await null; for (let k = 0; k < 500; k++) { if (user.get() !== name) wrong++; turns++; if (k % 100 === 0) yieldNow(); } }
});
const threads = ["x", "y"].map((name) => go.local(() => user.run(name, () => { for (let i = 0; i < 200; i++) { if (user.get() !== name) wrong++; yieldNow(); } })));
await Promise.all([spin("p"), spin("q"), ...threads]);
console.log(wrong, turns);
