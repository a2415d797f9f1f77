// Functions that wrap a module: what is inside sees the wrapper's variables, which change, and keeps its identity.
function at(x) { for (let i = 0; i < 1; i++); return x; }

;(function (root, factory) {
  if (typeof module === "object" && module.exports) module.exports = factory();
  else root.counter = factory();
})(this, function () {
  "use strict";
  var count = 0, log = [];
  let late;
  function next() { count += at(1); return count; }
  function note(text) { log.push(at(text) + count); }
  const twice = (f) => at(f(f(at(1))));
  class Base { name() { return at("base"); } }
  class Shape extends Base {
    #area = at(2);
    area() { return at(this.#area) * at(3); }
    name() { return at(super.name()) + "/shape"; }
    static make() { return at(new Shape()); }
  }
  function early() { try { return late; } catch (error) { return at(error.name); } }
  const before = early();
  late = at("late");
  const makers = [1, 2, 3].map((n) => () => at(n) + count);
  function fails() { try { at(missing); } finally { note("finally"); } }
  return {
    next, note, before, after: early(), twice: (f) => twice(f), log, Shape,
    sum: () => makers.reduce((sum, make) => sum + make(), 0),
    fails, bump: (by) => (count = at(by)), has: () => typeof this,
  };
});

const counter = module.exports;
console.log(counter.next(), counter.next(), counter.before, counter.after);
counter.note("a");
console.log(counter.sum(), counter.twice((x) => at(x) * 2), counter.log.join());
counter.bump(40);
console.log(counter.next(), counter.sum(), counter.has());
const shape = counter.Shape.make();
console.log(shape.area(), shape.name(), shape.constructor === counter.Shape);
try { counter.fails(); } catch (error) { console.log(error.name, counter.log.join()); }

var result = (() => {
  const cache = {};
  const fib = (n) => cache[n] ?? (cache[n] = n < 2 ? at(n) : fib(n - 1) + fib(n - 2));
  return fib;
}).call(null);
console.log(result(30));

!function () {
  for (var i = 0; i < 2; i++) {
    (function (j) {
      var inner = function () { return at(i) * 10 + at(j); };
      console.log(inner());
    })(i);
  }
}();

console.log((function self(n) { return n ? at(n) + self(n - 1) : 0; })(4));
