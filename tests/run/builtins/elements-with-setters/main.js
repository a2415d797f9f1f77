// Accessors that stand under indices on the prototypes: built-ins write elements of their own arrays without calling them.
const at = (x) => { let n = 2; while (--n) {} return x; };
const calls = [];
calls.length = 0;
const count = { get: 0, set: 0 };
const numbers = Array.from({ length: 40 }, (_, i) => (i * 7) % 40);
const holey = [undefined, 3, , 2, undefined, , 1];
for (const index of ["2", "17", "33"]) {
  Object.defineProperty(Object.prototype, index, { configurable: true, get() { count.get++; return undefined; }, set() { count.set++; } });
}
const sorted = numbers.toSorted((a, b) => at(a - b)), thrown = [];
const inPlace = numbers.sort((a, b) => at(b) - a);
try { holey.sort(() => { throw at(1); }); } catch (error) { thrown[0] = error; }
const mapped = numbers.map((x) => at(x)), kept = numbers.filter((x) => at(x) >= 0), flat = numbers.flatMap((x) => [at(x)]);
const from = Array.from(new Set(numbers), (x) => at(x));
for (const index of ["2", "17", "33"]) delete Object.prototype[index];
console.log(sorted.every((x, i) => x === i), inPlace.every((x, i) => x === 39 - i), thrown[0], holey.length);
console.log([mapped, kept, flat, from].every((all) => all.length === 40 && all[17] === 22), count.set);
