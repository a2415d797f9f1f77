// Identifiers that look like keywords or like the compiler's own, Unicode names, labels of the same name.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
var t = 1, t0 = 2, f = 3, v = 4, x = 5, $r = 6, async = 7, of = 8, get = 9, let = 10, yield = 11, static = 12, ünï = 13, \u0061bc = 14, hz = 15, f$r = 16;
function total(t, t0, t1, f, v, x, pc) { at(0); const sum = t + at(t0) + t1 + at(f) + v + at(x) + pc; return sum; } function total$r() { return "mine"; } const r = { r: 1 };
console.log(t + at(t0) + f + at(v) + x + $r + async + of + get + let + yield + static + ünï + abc + hz + f$r, total(1, 2, 3, 4, 5, 6, 7), total$r());
a: { at(0); break a; } a: for (var i of [1, 2]) { at(i); continue a; } console.log(i); var o = { if: at(1), class: 2, function: () => at(3), new: 4, get: 5, set: 6, async: 7, await: 8, static: 9 }; console.log(o.if + o.class + o.function() + o.new + o.get + o.set + o.async + o.await + o.static);
