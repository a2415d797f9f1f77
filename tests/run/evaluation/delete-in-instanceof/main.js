// `delete`, `in`, `instanceof`, comma and `typeof` with calls on either side.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const o = { a: 1, b: { c: 2 } };
console.log(delete at(o).a, "a" in at(o), at("b") in o, delete o[at("b")][at("c")], JSON.stringify(o));
console.log(at([]) instanceof at(Array), at(1) instanceof Object, typeof at(o).missing, typeof neverDeclared);
class Even { static [Symbol.hasInstance](n) { at(0); return n % 2 === 0; } }
console.log(at(2) instanceof Even, at(3) instanceof Even);
console.log((at(1), o).b === o.b, delete at(1));
