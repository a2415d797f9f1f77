// Methods taken from their object, bound, in collections; `this` is given by the call.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class T { constructor(n) { this.n = n; this.bound = this.get.bind(this); } get() { at(0); return this?.n; } static make(n) { return new this(at(n)); } chain() { at(0); return this; } *[Symbol.iterator]() { yield at(this.n); } }
const t = T.make(3), { get } = t, make = T.make.bind(T);
console.log(t.get(), get.call(t), get.call(undefined), t.bound.call({ n: 9 }), make(4).get(), [T.make(1), t].map((x) => x.get()).join(), t.chain().chain().chain().get(), [...t, ...make(5)].join());
try { (0, T.make)(1); } catch (e) { console.log(e.name); }
