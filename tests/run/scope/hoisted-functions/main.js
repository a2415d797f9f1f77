// Function declarations are there from the start of their scope, and are the same object after a suspension.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(early(at(1)));
function early(x) { return later(x) + later.name; function later(y) { return y + at(1); } }
function f() {
  const first = inner;
  at(0);
  const second = inner;
  first.mark = at("marked");
  function inner() { return inner.mark; }
  return (first === second) + " " + inner();
}
console.log(f());
