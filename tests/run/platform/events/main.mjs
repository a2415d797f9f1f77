// EventTarget, Event, AbortController, DOMException.
const t = new EventTarget(); const log = []; const f = (e) => log.push(["f", e.type, e.target === t, e.eventPhase, e.currentTarget === t]);
t.addEventListener("x", f); t.addEventListener("x", f); t.addEventListener("x", { handleEvent(e) { log.push("obj", this !== undefined); } }, { once: true });
t.addEventListener("y", (e) => { e.preventDefault(); e.stopImmediatePropagation(); }); t.addEventListener("y", () => log.push("never"));
const e = new Event("x", { cancelable: true }); console.log(t.dispatchEvent(e), e.defaultPrevented, log.length, JSON.stringify(log)); log.length = 0; t.dispatchEvent(new Event("x")); console.log(log.length);
console.log(t.dispatchEvent(new Event("y", { cancelable: true })), t.dispatchEvent(new Event("y"))); t.removeEventListener("x", f); log.length = 0; t.dispatchEvent(new Event("x")); console.log(log.length);
const c = new AbortController(); t.addEventListener("z", () => log.push("z"), { signal: c.signal }); t.dispatchEvent(new Event("z")); c.abort(); t.dispatchEvent(new Event("z")); console.log(log);
const d = new CustomEvent("c", { detail: { a: 1 } }); console.log(d.detail, d instanceof Event, d.cancelable, Object.prototype.toString.call(d), new Event("q").isTrusted, Event.AT_TARGET);
try { t.dispatchEvent({}); } catch (x) { console.log(x.name); } try { new Event(); } catch (x) { console.log(x.name); }
const a = new AbortController(); a.signal.onabort = (ev) => console.log("onabort", ev.type); a.signal.addEventListener("abort", () => console.log("listener", a.signal.reason.name, a.signal.reason.code)); a.abort(); a.abort(); console.log(a.signal.aborted);
const r = new AbortController(); r.abort("why"); console.log(r.signal.reason); try { r.signal.throwIfAborted(); } catch (x) { console.log(x); } console.log(AbortSignal.abort(5).reason);
const any = AbortSignal.any([new AbortController().signal, (globalThis.k = new AbortController()).signal]); any.addEventListener("abort", () => console.log("any", any.reason)); k.abort("k"); console.log(any.aborted, AbortSignal.any([AbortSignal.abort(1)]).reason);
try { new AbortSignal(); } catch (x) { console.log(x.name); }
const to = AbortSignal.timeout(5); await new Promise((res) => setTimeout(res, 30)); console.log(to.aborted, to.reason.name, to.reason.code, to.reason.message);
const x = new DOMException("m", "NotFoundError"); console.log(x.name, x.message, x.code, x instanceof Error, String(x), DOMException.NOT_FOUND_ERR, x.NOT_FOUND_ERR, Object.prototype.toString.call(x), new DOMException().name, new DOMException("a", { name: "N", cause: 3 }).cause, typeof x.stack);
class My extends EventTarget { constructor() { super(); this.p = 1; } } const my = new My(); my.addEventListener("m", function () { console.log(this === my); }); my.dispatchEvent(new Event("m"));
