// `with` puts an object in front of the scope; calls in it have it as `this`.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const o = { x: 1, m() { at(0); return this === o; }, [Symbol.unscopables]: { hidden: true }, hidden: "o" };
let y = "outer", hidden = "outer";
with (o) { x = at(x) + 1; y = at("changed"); var made = m(); console.log(x, hidden, at(y), made, typeof missing); }
console.log(o.x, "y" in o, y);
function f(scope) { with (scope) { const g = () => at(v); v = at(5); at(0); return g() + v; } } const s = { v: 1 }; console.log(f(s), s.v);
with ({ get a() { return at("getter"); } }) console.log(a, [1].map(() => a).join());
