// Computed names of every kind of member, evaluated once, in order.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const k = (x) => { log.push(x); return at(x); };
class A { [k("m")]() { return at("m"); } static [k("sm")]() { return at("sm"); } get [k("g")]() { return at("g"); } set [k("g2")](v) { this.v = at(v); } [k("f")] = k("fv"); static [k("sf")] = k("sfv"); *[k("gen")]() { yield at("gen"); } async [k("am")]() { return at("am"); } }
const a = new A(); a.g2 = 1;
console.log(log.join(" ")); console.log(a.m(), A.sm(), a.g, a.v, a.f, A.sf, [...a.gen()].join(), await a.am());
class Sym { static [Symbol.iterator] = function* () { yield at(1); yield at(2); }; get [Symbol.toStringTag]() { return at("Tagged"); } }
console.log([...Sym].join(), String(new Sym()));
