// Node's AsyncLocalStorage: what runs later sees the values of where it was asked for, whatever runs in between.
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { EventEmitter } from "node:events";

const storage = new AsyncLocalStorage();
const log = [];
const note = (what) => log.push(`${what} ${storage.getStore()}`);

/** Asks for something in a store of its own, and waits until it has run, in none. */
async function later(what, ask) {
  let done;
  const ran = new Promise((resolve) => { done = resolve; });
  storage.run(what, () => ask(() => { note(what); done(); }));
  await ran;
}

await later("timeout", (call) => setTimeout(call, 1));
await later("immediate", (call) => setImmediate(call));
await later("tick", (call) => process.nextTick(call));
await later("microtask", (call) => queueMicrotask(call));
await later("reaction", (call) => Promise.resolve().then(call));
await later("rejection", (call) => Promise.reject(0).catch(call));
await later("finally", (call) => Promise.resolve().finally(call));
await later("interval", (call) => { const timer = setInterval(() => { clearInterval(timer); call(); }, 1); });
await later("await", async (call) => { await null; await new Promise((resolve) => setTimeout(resolve, 1)); call(); });
await later("for-await", async (call) => { for await (const _ of (async function* () { yield 1; })()) call(); });
await later("thenable", async (call) => { await { then(resolve) { note("in then"); resolve(); } }; call(); });
note("outside");

// The reaction counts, not who settles the promise.
let settle;
const promise = storage.run("made here", () => new Promise((resolve) => { settle = resolve; }));
const reactions = [promise.then(() => note("outside then")), storage.run("inside", () => promise.then(() => note("inside then")))];
storage.run("settled here", () => settle());
await Promise.all(reactions);

// Listeners run in the store of who emits.
const emitter = new EventEmitter();
storage.run("listener", () => emitter.on("event", () => note("event")));
storage.run("emitter", () => emitter.emit("event"));

storage.run("run", () => {
  storage.exit(() => note("exit"));
  storage.run("deeper", () => note("nested"));
  try { storage.run("thrown", () => { throw new Error(); }); } catch { note("after a throw"); }
});
const bound = storage.run("bind", () => AsyncLocalStorage.bind(() => note("bound")));
const restore = storage.run("snapshot", () => AsyncLocalStorage.snapshot());
const resource = storage.run("resource", () => new AsyncResource("mine"));
storage.run("elsewhere", () => { bound(); restore(() => note("restored")); resource.runInAsyncScope(() => note("in")); note("still"); });
await (async () => { storage.enterWith("entered"); await null; note("after enterWith"); })();
storage.disable();
note("disabled");
console.log(log.join("\n"));
