// Subclasses of Array, Error, Map, Promise and Function with constructors that call.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class Stack extends Array { constructor(...a) { super(...a); at(0); } top() { return at(this[this.length - 1]); } }
const s = Stack.from([1, 2, 3]);
console.log(s.top(), s.length, s.map((x) => at(x) * 2) instanceof Stack, s.filter((x) => at(x) > 1).top(), Array.isArray(s));
class Oops extends Error { constructor(m, options) { super(at(m), options); this.code = at(7); this.name = "Oops"; } }
try { throw new Oops("bad", { cause: at("why") }); } catch (e) { console.log(String(e), e.code, e.cause, e instanceof Oops, e instanceof Error, e.stack.startsWith("Error: bad")); }
class Counter extends Map { constructor(it) { super(); for (const x of it) this.add(at(x)); } add(x) { return this.set(x, (this.get(x) ?? at(0)) + 1); } }
console.log(JSON.stringify([...new Counter("banana")]));
class Later extends Promise { constructor(f) { super((ok, no) => { at(0); f(ok, no); }); } }
console.log(await new Later((ok) => ok(at("later"))), Later.resolve(1).then((x) => at(x)) instanceof Later);
