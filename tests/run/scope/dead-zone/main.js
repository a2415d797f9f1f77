// A `let`, `const` or class that is not initialised yet throws, also after a suspension, also through closures.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const attempt = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
function f(early) {
  const read = () => x;
  at(0);
  if (early) console.log(attempt(read));
  at(1);
  let x = at(5);
  at(2);
  return read();
}
console.log(attempt(() => f(true)), attempt(() => f(false)));
console.log(attempt(() => { at(y); let y = 1; }));
console.log(attempt(() => { const z = at(z); }));
console.log(attempt(() => { at(0); typeof w; let w; }));
console.log(attempt(() => { new (at(K))(); class K {} }));
console.log(attempt(() => { v = at(1); let v; }));
