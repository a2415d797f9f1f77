// `super` in methods, statics, accessors, arrows and object literals keeps its receiver.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class A { constructor(n) { at(0); this.n = at(n); } m(x) { at(0); return "A.m" + this.n + x; } static s() { at(0); return "A.s " + this.name; } get g() { return at("A.g" + this.n); } set g(v) { this.set = at("A " + v); } }
class B extends A {
  constructor(n) { at(0); const before = at("b"); super(at(n) + 1); at(0); this.before = before; }
  m(x) { const inner = () => at(super.m(at(x))); return "B(" + inner() + ")"; }
  static s() { return at("B>") + super.s(); }
  get g() { return "B>" + super.g; } set g(v) { super.g = at(v); super.own = at("own"); }
  computed() { return super["m" + at("")](at("!")) + super[at("g")]; }
}
const b = new B(1); b.g = "v";
console.log(b.n, b.before, b.m(2), B.s(), b.g, b.set, b.own, b.computed());
const base = { hi() { at(0); return "base " + this.name; } };
const derived = { __proto__: base, name: "derived", hi() { return at("<") + super.hi() + at(">"); }, async later() { return await at(super.hi()); }, *all() { yield at(super.hi()); } };
console.log(derived.hi(), await derived.later(), [...derived.all()].join());
