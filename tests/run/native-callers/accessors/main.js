// Accessors, however they are installed.
const at = (x) => { let n = 2; while (--n) {} return x; };
const o = {}; Object.defineProperty(o, "a", { get: () => at(1), set: (v) => at(v) }); o.a = 1; console.log(o.a);
Object.defineProperties(o, { b: { get: at(() => at(2)) } }); console.log(o.b, Object.create({}, { c: { get: at(() => at(3)) } }).c); Reflect.defineProperty(o, "d", { get: at(() => at(4)) }); console.log(o.d, Reflect.get(o, "d")); o.__defineGetter__("e", at(() => at(5))); console.log(o.e);
class A { static { Object.defineProperty(this, "s", { get: at(() => at(6)) }); Object.defineProperty(this.prototype, "i", { get() { return at(this.v); } }); } v = 7; } console.log(A.s, new A().i);
const src = Object.assign({}, { get g() { return at(8); } }); console.log(src.g, { ...{ get h() { return at(9); } } }.h, JSON.stringify({ get j() { return at(10); } }), Object.entries({ get k() { return at(11); } }), Object.values({ get k() { return at(12); } }));
const { rest, ...others } = { rest: 1, get z() { return at(13); } }; console.log(others.z, structuredClone({ get s() { return at(14); } }).s);
console.log(Reflect.set({ set q(v) { at(v); } }, "q", 1), Array.from({ length: 1, get 0() { return at(15); } }), Array.prototype.map.call({ length: 1, get 0() { return at(16); } }, (x) => at(x)));
class D { @dec accessor foo = at(17); } function dec(v, c) { return { get() { return at(v.get.call(this)); }, set(x) { v.set.call(this, at(x)); }, init(x) { return at(x); } }; } const dd = new D(); dd.foo = 18; console.log(dd.foo);
const desc = { get get() { return at(() => at(19)); } }; console.log(Object.defineProperty({}, "x", desc).x); const env = new (class { get [at("dyn")]() { return at(20); } })(); console.log(env.dyn);
