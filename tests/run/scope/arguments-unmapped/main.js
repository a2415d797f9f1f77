// Strict mode, or parameters that are not simple: `arguments` is a copy.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(a, b) { at(0); a = at("A"); arguments[1] = at("B"); return [a, b, arguments[0], arguments[1], arguments.length].join(" "); }
console.log(f(1, 2, 3));
function g(a = at(1)) { a = at(2); return [a, arguments[0], arguments.length].join(" "); }
console.log(g(), "|", g(7));
function h() { const inner = () => at(arguments[0]); return inner("not this"); }
console.log(h("outer's"));
function spread() { return Math.max(...arguments, at(3)); }
console.log(spread(1, 2), spread(5));
function iterate() { let s = ""; for (const a of arguments) s += at(a); return s; }
console.log(iterate("a", "b", "c"));
