// Static parts call methods that name the class while its outer name has no value yet.
function at(x) { for (let i = 0; i < 1; i++); return x; }

class Shape {
  constructor(v) { this.v = at(v); }
  static make() { const made = []; [1, 2].forEach((n) => { made.push(at(new Shape(n))); }); return made; }
  static one = at(new Shape(0));
  static all = Shape.make();
  static { at(Shape.one).v += at(Shape.all.length); }
  twin() { const f = () => new Shape(at(this.v)); return at(f()); }
}
console.log(Shape.one.v, Shape.all.map((shape) => shape.twin().v).join(), Shape.one instanceof Shape);

class Outer {
  static Inner = class { make() { return at(new Outer(at(5))); } };
  static first = new Outer.Inner().make();
  constructor(v) { this.v = v; }
}
console.log(Outer.first.v);

const wrapped = (() => {
  class Local { static build() { return at(() => at(new Local())); } static it = at(Local.build()()); }
  return Local;
})();
console.log(wrapped.it instanceof wrapped);

let Kept = class Named { static again() { return at(Named); } };
const kept = Kept;
Kept = null;
console.log(kept.again() === kept);
