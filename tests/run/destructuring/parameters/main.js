// Patterns in parameters with calls in keys and defaults.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f({ a = at(1), b: { c = at(a + 1) } = {}, ...others } = {}, [d = at(c), ...e] = [], ...[g, { h } = { h: at("h") }]) {
  at(0);
  return [a, c, JSON.stringify(others), d, e.length, g, h].join(" ");
}
console.log(f());
console.log(f({ a: 5, z: 1 }, [7, 8, 9], at("g"), { h: 0 }));
console.log(f.length, ((a, b = 1, c) => 0).length, (({ a }, [b]) => 0).length, ((...r) => 0).length);
const swap = ([a, b]) => [at(b), at(a)];
console.log(swap(swap(["x", "y"])).join());
