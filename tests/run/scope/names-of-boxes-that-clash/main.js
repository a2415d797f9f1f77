// Boxes of captured variables have names of their own, whatever the program's names are.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function run(x, e, m, go, r1, L) {
  const change = () => { x++; e++; m++; go++; r1++; L++; };
  try { throw at({ code: x?.toFixed?.(at(1)) }); } catch ({ code }) { change(at(code)); }
  const b1 = () => [x, e, m, go, r1, L].map((y) => at(y));
  return at(b1)().concat(at({ m() { return x; } })?.m?.(at(0)));
}
console.log(run(1, 2, 3, 4, 5, 6).join());
