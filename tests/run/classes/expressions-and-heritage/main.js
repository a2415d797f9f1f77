// Class expressions, heritage that is computed, `extends null`, names, and the inner binding.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const mixin = (Base) => class extends Base { mixed() { return at("mixed ") + this.kind; } };
const C = class Inner extends mixin(at(class { kind = at("base"); })) { self() { return at(Inner) === this.constructor; } };
console.log(new C().mixed(), new C().self(), C.name, typeof Inner);
class N extends null { static s() { return at("static"); } }
console.log(N.s(), Object.getPrototypeOf(N.prototype), Object.getPrototypeOf(N) === Function.prototype);
for (const bad of [() => class extends at(5) {}, () => class extends at(() => {}) {}, () => { class X extends (at(0), X) {} }, () => C()]) { try { bad(); } catch (e) { console.log(e.name); } }
let i = 0; const made = []; for (; i < 2; i++) made.push(class { static n = at(i); });
console.log(made[0] !== made[1], made.map((m) => m.n).join());
