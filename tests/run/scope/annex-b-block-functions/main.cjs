// Sloppy mode: a function declared in a block also sets a `var` of the function when the block is entered.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(yes) {
  const before = typeof g;
  at(0);
  if (at(yes)) { at(g()); function g() { return 1; } }
  return before + " " + typeof g;
}
console.log(f(true), f(false));
function h() {
  { function k() { return "first"; } at(0); }
  const one = k();
  { at(0); function k() { return "second"; } }
  return one + " " + k();
}
console.log(h());
switch (at(1)) { case 0: function inSwitch() {} }
console.log(typeof inSwitch);
function noLeak() { { let q = 1; { function q() {} } at(q); } return typeof q; }
console.log(noLeak());
