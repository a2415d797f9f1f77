// Recursive generators, infinite ones, and early exits from loops over them.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class Tree { constructor(v, l, r) { Object.assign(this, { v, l, r }); } *[Symbol.iterator]() { if (this.l) yield* this.l; yield at(this.v); if (this.r) yield* this.r; } }
const t = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(6, new Tree(5)));
console.log([...t].join(), Math.max(...t));
function* naturals() { let n = 0; try { for (;;) yield at(n++); } finally { console.log("stopped at", at(n)); } }
for (const n of naturals()) if (at(n) > 3) break;
const [a, b] = naturals(); console.log(a, b);
function* take(it, n) { for (const x of it) { if (n-- <= 0) return; yield at(x); } }
function* map(it, f) { for (const x of it) yield f(at(x)); }
console.log([...take(map(naturals(), (x) => at(x) ** 2), 4)].join());
