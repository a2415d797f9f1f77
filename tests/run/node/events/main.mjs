// node:events.
import EventEmitter, { once, on, EventEmitter as E2 } from "node:events";
console.log(EventEmitter === E2, EventEmitter.EventEmitter === E2);
const e = new EventEmitter();
e.on("newListener", (t) => console.log("new", t));
const f = (...a) => console.log("f", ...a);
e.on("a", f);
e.once("a", (...a) => console.log("once", ...a));
e.prependListener("a", () => console.log("first"));
console.log(e.emit("a", 1, 2), e.emit("a", 3), e.emit("none"), e.listenerCount("a"), e.eventNames(), e.listeners("a").length, e.rawListeners("a")[1] === f);
e.off("a", f);
console.log(e.listenerCount("a"));
e.removeAllListeners();
console.log(e.eventNames());
try { e.emit("error", new Error("boom")); } catch (x) { console.log(x.message); }
try { e.emit("error", "text"); } catch (x) { console.log(x.name, x.code, x.message, x.context); }
e.on("error", (x) => console.log("got", x.message ?? x));
e.emit("error", 5);
try { e.on("x", 1); } catch (x) { console.log(x.name, x.code, x.message); }
console.log(e.getMaxListeners(), EventEmitter.defaultMaxListeners, e.setMaxListeners(1) === e);
setTimeout(() => e.emit("later", 7, 8), 1);
console.log(await once(e, "later"));
setTimeout(() => e.emit("error", new Error("bad")), 1);
try { await once(e, "later"); } catch (x) { console.log(x.message); }
class My extends EventEmitter { constructor() { super(); this.z = 1; } }
const m = new My();
m.on("q", function () { console.log(this === m); });
m.emit("q");
setTimeout(() => { m.emit("n", 1); m.emit("n", 2); m.emit("end"); }, 1);
for await (const [v] of on(m, "n", { close: ["end"] })) console.log(v);
function Old() { EventEmitter.call(this); }
Object.setPrototypeOf(Old.prototype, EventEmitter.prototype);
const o = new Old();
o.once("x", () => console.log("old"));
o.emit("x");
o.emit("x");
const et = new EventTarget();
setTimeout(() => et.dispatchEvent(new Event("t")), 1);
console.log((await once(et, "t"))[0].type);
e.on(Symbol.for("s"), () => {});
console.log(e.eventNames());
m.on("r", () => { m.removeListener("r", second); });
const second = () => console.log("second still called");
m.on("r", second);
m.emit("r");
m.emit("r");
