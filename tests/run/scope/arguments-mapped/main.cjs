// Sloppy mode with simple parameters: `arguments` and the parameters are the same storage.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(a, b) {
  at(0);
  arguments[0] = at("A");
  b = at("B");
  arguments.length = at(1);
  return [a, b, arguments[0], arguments[1], arguments.length].join(" ");
}
console.log(f(1, 2), "|", f(1));
function g(a) { delete arguments[0]; at(0); arguments[0] = "new"; return a + " " + arguments[0]; }
console.log(g("old"));
function h(a) { const keep = () => arguments; at(0); a = at(9); return keep()[0] + " " + arguments.callee.name; }
console.log(h(1));
function i(a, a2) { a = at(a2); return Array.from(arguments).join(); }
console.log(i(1, 2, 3));
function j(a) { Object.defineProperty(arguments, "0", { writable: false }); at(0); a = at(5); return arguments[0]; }
console.log(j(1));
