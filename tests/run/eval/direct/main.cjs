// Direct eval sees and changes the variables of its function, also around suspensions.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(a) { let b = at(2); eval("var c = at(a) + b; b = at(20)"); at(0); const inner = () => eval("b + c"); c++; return [a, b, c, inner(), eval("arguments.length"), eval("this === globalThis"), typeof eval("(() => a)")].join(" "); }
console.log(f(1, 2, 3));
function strict() { "use strict"; eval("var hidden = at(1)"); return typeof hidden; } console.log(strict());
function shadow(eval) { return eval("x" + at("")); } console.log(shadow((s) => s + "!"));
console.log(eval("1; if (at(false)) 2; else at(3);"), eval("let q = at(4); q * 2"), eval("for (var i = 0; i < at(3); i++) i;"), eval(at(7)), eval("'use strict'; at(8)"));
try { eval("at("); } catch (e) { console.log(e.name); } try { eval("throw at(new TypeError('t'))"); } catch (e) { console.log(e.message); }
