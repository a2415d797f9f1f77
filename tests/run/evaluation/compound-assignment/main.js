// `x += f()` reads x before f runs.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let x = 1;
x += (x = at(10)) + at(1);
console.log(x);
function change() { x = at(100); return 1; }
x += change();
console.log(x);
x *= at(2) + (x -= at(3));
console.log(x);
let s = "a";
s += at("b") + (s += at("c"));
console.log(s);
const o = { get v() { log.push("get"); return 1; }, set v(n) { log.push("set " + n); } };
const log = [];
o.v += (log.push("rhs"), at(5));
o["v"] **= at(2);
console.log(log.join(", "));
