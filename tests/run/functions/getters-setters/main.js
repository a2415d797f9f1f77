// Accessors of every kind suspend like other functions, and give their values to the right place.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const o = { _v: 1, get v() { at(0); log.push("get"); return at(this._v); }, set v(n) { at(0); log.push("set " + n); this._v = at(n); } };
o.v = o.v + at(o.v); o.v++; const { v } = o; const copy = { ...o }; const assigned = Object.assign({}, o);
console.log(v, copy.v, assigned.v, JSON.stringify(o), log.join(", "));
Object.defineProperty(o, "lazy", { configurable: true, get() { const value = at("computed"); Object.defineProperty(this, "lazy", { value }); return value; } });
console.log(o.lazy, o.lazy, Reflect.get({ get me() { at(0); return this.who; } }, "me", { who: "receiver" }));
class P { static #n = 0; static get count() { return at(P.#n++); } get self() { return at(this); } }
console.log(P.count, P.count, new P().self.self instanceof P);
