// `this` is dead until `super()` returns; a constructor may return another object.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class A { constructor(x) { at(0); this.x = x; } }
class Early extends A { constructor() { at(0); try { this.y = 1; } catch (e) { console.log(e.name); } super(at(1)); this.y = at(2); } }
class Twice extends A { constructor() { super(at(1)); try { super(at(2)); } catch (e) { console.log(e.name); } at(0); } }
class Never extends A { constructor() { at(0); } }
class Arrow extends A { constructor() { const f = () => { at(0); super(at(7)); return at(this.x); }; console.log(f()); } }
class Other extends A { constructor() { super(at(1)); return { other: at(true) }; } }
class Implicit extends A { z = at(this.x) + 1; }
class FromObject extends class { constructor() { at(0); return { swapped: at(1) }; } } { f = at("field"); }
class Conditional extends A { constructor(c) { if (at(c)) super("yes"); else { try { super(at("no")); } finally { at(0); } } } }
console.log(JSON.stringify([new Early(), new Twice(), new Arrow(), new Other(), new Implicit(5), new FromObject(), new Conditional(1), new Conditional(0)]));
try { new Never(); } catch (e) { console.log(e.name, e.message.slice(0, 22)); }
console.log(new Other() instanceof A, new Implicit(1) instanceof Implicit, Object.getPrototypeOf(new Arrow()) === Arrow.prototype);
