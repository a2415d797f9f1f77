// Sloppy: `arguments[0]` and the first parameter are one, also where a closure changes the parameter.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function both(x) {
  const add = () => { x++; at(0); return at(x); };
  arguments[0] = at(10);
  const first = at(add());
  const seen = arguments[0];
  x = at(1);
  return [first, seen, arguments[0], x].join();
}
console.log(both(3));
