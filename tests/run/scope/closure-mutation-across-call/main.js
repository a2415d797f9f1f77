// The caller's local is changed by the callee while the caller waits half way through an expression.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f() {
  let a = 1;
  const bump = (by) => { a += at(by); return a; };
  const left = a + bump(10) + a;          // 1 + 11 + 11
  const old = a + (bump(1), at(a));       // 11 + 12
  a = a + bump(5);                        // 12 + 17
  a += bump(1);                           // 29 + 30
  const list = [a, bump(1), a];
  return [left, old, a, ...list].join(" ");
}
console.log(f());
