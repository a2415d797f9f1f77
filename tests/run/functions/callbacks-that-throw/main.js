// A callback that throws leaves its built-in at once.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let calls = 0;
const boom = (x) => { calls++; if (at(x) === 2) throw new Error("at " + x); return x; };
for (const run of [() => [1, 2, 3].map(boom), () => [1, 2, 3].forEach(boom), () => [3, 2, 1].sort((a, b) => boom(b)), () => Array.from([1, 2, 3], boom), () => "123".replace(/\d/g, (d) => boom(+d)), () => JSON.parse("[1,2,3]", (k, v) => boom(v)), () => new Set([1, 2, 3]).forEach(boom)]) {
  try { run(); console.log("no throw"); } catch (e) { console.log(e.message); }
}
console.log(calls > 7);
