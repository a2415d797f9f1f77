// `new` with calls in callee and arguments, without parentheses, nested.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function Point(x, y) { at(0); this.x = at(x); this.y = y; }
Point.prototype.sum = function () { return this.x + at(this.y); };
const spaces = { inner: { Point } };
console.log(new Point(at(1), at(2)).sum(), new (at(Point))(3, at(4)).sum(), new spaces.inner.Point(...at([5, 6])).sum(), new Point instanceof Point);
function Other() { this.lost = at(1); return { kept: at(2) }; }
function Primitive() { this.kept = at(3); return 5; }
console.log(JSON.stringify([new Other(), new Primitive()]));
console.log(new (class { v = at(9); })().v, new Date(at(0)).getTime(), new Array(at(3)).length, new Map([[at(1), at(2)]]).get(1));
for (const bad of [() => new (at(undefined))(), () => new (() => {})(), () => new ({ m() {} }.m)(), () => new (at(Math.max))(at(1))]) {
  try { bad(); } catch (e) { console.log(e.name); }
}
