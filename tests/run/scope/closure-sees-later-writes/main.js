// A variable that a closure captured stays one variable on both sides of a yield point.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function counter() {
  let count = 0;
  const api = { up: () => { count += at(1); return count; }, get: () => count };
  at(0);
  count = at(10);
  api.up();
  count++;
  return [api, () => count];
}
const [api, read] = counter();
api.up();
console.log(api.get(), read());
function swap(a, b) {
  const both = () => `${a}${b}`;
  const before = both();
  [a, b] = [at(b), at(a)];
  return before + " " + both();
}
console.log(swap(1, 2));
