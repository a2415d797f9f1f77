// Symbol keys, property order, descriptors, freezing, with calls in between.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const s = Symbol("s"); const o = { b: at(1), [s]: at(2), 2: at(3), a: 4, 1: 5, get g() { return at(6); } }; o.c = at(7); delete o.a; o.a = at(8);
console.log(Reflect.ownKeys(o).map(String).join(), JSON.stringify(Object.getOwnPropertyDescriptor(o, "b")), Object.entries(o).join(";"), s.description, Symbol.keyFor(Symbol.for(at("k"))));
Object.freeze(o); try { o.b = at(9); } catch (e) { console.log(e.name); } console.log(o.b, Object.isFrozen(o), structuredClone({ d: new Date(0), m: new Map([[1, { x: at(1) }]]) }).m.get(1).x);
