// `call`, `apply`, `bind`, `Reflect.apply` and `Reflect.construct` pass arguments, `this` and results through.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(...args) { at(0); return [this?.n, ...args].join("/"); }
const o = { n: "o" };
console.log(f.call(o, at(1), 2), f.apply(o, at([3, 4])), f.bind(o, 5)(at(6)), Reflect.apply(f, o, [7]), f.call.call(f, o, 8), f.bind({ n: 1 }).bind(o)(9), Function.prototype.call.apply(f, [o, 10]));
class A { constructor(...args) { at(0); this.args = args.join(); this.target = new.target.name; } }
class B {}
const Bound = A.bind(null, 1);
console.log(JSON.stringify([new Bound(at(2)), Reflect.construct(A, [3], B), Reflect.construct(Bound, [4])]), new Bound() instanceof A, Reflect.construct(A, [], B) instanceof B);
try { A.call({}); } catch (e) { console.log(e.name); }
