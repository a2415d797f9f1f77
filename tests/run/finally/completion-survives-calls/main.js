// The value to return is computed before `finally` and is not recomputed after it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let n = 0;
function f() {
  let local = 1;
  try { return at(local) + ++n; } finally { local = at(100); n = at(50); }
}
console.log(f(), n);
function g() {
  const list = [];
  try { return list; } finally { list.push(at("pushed later")); }
}
console.log(g().join());
