// Functions have the own properties that the language gives them, in order, and constructors their prototype.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(a) { at(a); } const arrow = () => at(0); const m = { m() { at(0); } }.m; class C { static s() { at(0); } } function* g() { at(0); } async function a() { at(0); }
for (const x of [f, arrow, m, C, g, a]) console.log(Reflect.ownKeys(x).join());
console.log("prototype" in arrow, Object.keys(f).length, f.prototype.constructor === f, Object.getOwnPropertyDescriptor(C, "prototype").writable, Object.getPrototypeOf(g.prototype) === Object.getPrototypeOf(g).prototype);
