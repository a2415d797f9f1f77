// Loops and patterns that assign to targets in brackets, and to properties of `super`.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
var o = {}, name;
for ((at(o).x) of [1, 2]) at(o.x);
for (((o).y) in { key: 1 }) at(o.y);
for ((name) of [at(3)]) at(name);
[(o.a), (o["b"]), (name) = at(4)] = [5, 6];
({ c: (at(o).c), d: (o.d) = at(7) } = { c: 8 });
console.log(o, name);
class Base { set p(value) { o.set = value; } }
class Derived extends Base {
  *assign() {
    [super.p] = at([1]);
    yield o.set;
    for (super.p of at([2, 3])) yield o.set;
    for (super["p"] in at({ key: 1 })) yield o.set;
  }
  plain() {
    [super.p, super["p"]] = at([4, 5]);
    for (super.p of at([6, 7])) at(0);
    return o.set;
  }
}
console.log([...new Derived().assign()], new Derived().plain());
