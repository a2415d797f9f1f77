// Parameters have a scope of their own; defaults see earlier parameters, not the body's variables.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
var x = "outer";
function f(a = at(1), b = at(a) + 1, c = () => a + b) { at(0); a = 10; return [a, b, c()].join(" "); }
console.log(f(), "|", f(5), "|", f(undefined, undefined), "|", f(1, null));
function g(p = () => x) { var x = at("body"); return p() + " " + x; }
console.log(g());
function h(a, read = () => a) { var a; const before = a; a = at("changed"); return before + " " + read() + " " + a; }
console.log(h("given"));
function i(a = b, b) { return a; }
try { i(); } catch (e) { console.log(e.name + ": " + e.message); }
let evaluated = 0;
function j(a = (evaluated++, at("d"))) { return a; }
j(1); j(null); j(undefined); j();
console.log(evaluated);
