// Iterators written by hand with `this`, that count how often they are asked.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class Range { constructor(a, b) { this.a = a; this.b = b; this.asked = 0; } [Symbol.iterator]() { at(0); return this; } next() { this.asked++; at(0); return this.a < this.b ? { value: this.a++, done: false } : { value: "ignored", done: true }; } }
const r = new Range(0, 4); let sum = 0; for (const x of r) sum += at(x); console.log(sum, r.asked, [...r].length, r.asked);
const lazy = { get [Symbol.iterator]() { at(0); console.log("asked for the method once"); return () => new Range(0, 1); } }; for (const x of lazy) console.log(at(x)); const [p, q] = lazy; console.log(p, q);
