// Built-ins inside callbacks of built-ins, several levels deep.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const grid = Array.from({ length: 4 }, (_, r) => Array.from({ length: 4 }, (_, c) => at(r * 4 + c)));
console.log(grid.map((row) => row.filter((x) => [2, 3].some((d) => at(x) % d === 0)).reduce((a, x) => at(a + x), 0)).join());
console.log([3, 1, 2].sort((a, b) => [a].map((x) => at(x))[0] - [b].reduce((s, x) => at(s + x), 0)).join());
