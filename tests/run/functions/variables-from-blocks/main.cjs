// Functions in blocks of sloppy code are variables of the function around them too, from when their place was reached.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}

function clauses(x) {
  let log = typeof g;
  if (x)
    function g() { return "g0"; }
  else
    function g() { return "g1"; }
  log += at(g());
  if (x)
    function g() { return "g2"; }
  return log + at(g()) + g.name;
}
console.log(clauses(true), clauses(false));

function blocks(n) {
  const seen = [];
  for (let i = 0; i < n; i++) {
    seen.push(at(typeof own), i && at(outer()));
    function own() { return i; }
    function outer() { return own() * 10; }
    own = i === 1 ? "changed" : own;
    seen.push(typeof own);
  }
  seen.push(typeof own);
  at(0);
  return [...seen, typeof own, typeof outer, at({ own }).own];
}
console.log(blocks(0), blocks(1).length, blocks(2));

function inTheWay(given) {
  { at(0); function given() {} }
  { let blocked = 1; { at(0); function blocked() {} } at(blocked); }
  switch (at(1)) {
    case 0: function chosen() { return "zero"; }
    case 1: at(chosen()); function chosen() { return "one"; }
  }
  return [given, typeof blocked, chosen()];
}
console.log(inTheWay(7));

function shared() {
  const use = () => at(late);
  const before = use();
  { at(0); function late() { return late === use(); } }
  return [before, use().name, at(late)()];
}
console.log(shared());

function twice() {
  { { function x() { return 1; } } at(x()); function x() { return 2; } }
  return at(x)();
}
console.log(twice());

const strict = function () {
  "use strict";
  { at(0); function hidden() {} }
  return typeof hidden;
};
console.log(strict());
