// A function in a block is no variable of the function around it where a `let` in between has its name, also when closures share
// that `let`, so that it lives in a box.
const at = (x) => { let n = 2; while (--n) {} return x; };
const kind = (read) => { try { return typeof read() + " " + (read() === undefined ? "" : read().name); } catch (error) { return error.name; } };

const inSwitch = () => {
  switch (at(0)) { default: let f; at(() => { f = at(1); })(); { function f() {} } }
  return kind(() => f);
};
const inLoop = () => {
  for (let f = 0; f < 2; f++) { at(() => f)(); { at(f); function f() {} } }
  return kind(() => f);
};
const inBlock = () => {
  const seen = [];
  { let g = at("let"); const read = () => g; { seen.push(typeof g); switch (1) { case 1: function g() { return at("inner"); } seen.push(g()); } } g = "changed"; seen.push(read()); }
  return [...seen, kind(() => g)].join();
};
const free = () => { { let other; at(() => other)(); { function h() { return at("free"); } } } return h(); };

console.log(inSwitch(), inLoop(), inBlock(), free());
switch (0) { default: let q; at(() => { q = 1; })(); { function q() {} } }
console.log(kind(() => q));
