// An optional chain stops as a whole; `this` and half-evaluated parts survive a suspension inside it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
const o = { n: 1, self() { log.push("self"); at(0); return this; }, deep: { f(x) { return [this === o.deep, x, at("deep")].join(); } }, nothing: null };
console.log(o?.deep.f(say(1)), o.nothing?.f(say("never")).x.y[say("never")], o.deep?.["f"](say(2)), o.missing?.(say("never")));
console.log(o.self?.().self()?.n, o?.["se" + say("lf")]?.().n, (o?.self)().n, o.deep.f?.call(o.deep, say(3)));
console.log(delete o?.nothing, "nothing" in o, delete o.nothing?.x, at(undefined)?.x, at(null)?.[say("never")]);
console.log(log.join(" "));
try { o.none?.x; (o.none?.x).y; } catch (e) { console.log(e.name); }
