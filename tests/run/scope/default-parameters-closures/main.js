// Closures in default expressions keep the parameter scope, also when the body declares the same names.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(x = 1, set = (v) => { x = at(v); }, get = () => x) {
  var x;
  const inherited = x;
  x = at(2);
  set(3);
  return [inherited, x, get()].join(" ");
}
console.log(f());
const arrow = (x, { y = at(x), z: [w = at(y) * 2] = [] } = {}, ...rest) => [x, y, w, rest.length].join(" ");
console.log(arrow(1), "|", arrow(1, { y: 5 }), "|", arrow(1, { z: [7] }, 1, 2, 3));
