// A program that replaces Array.prototype[Symbol.iterator] sees its own iterator used everywhere.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const original = Array.prototype[Symbol.iterator];
let calls = 0;
Array.prototype[Symbol.iterator] = function* () { calls++; for (let i = this.length - 1; i >= 0; i--) yield at(this[i]); };
let s = ""; for (const x of [1, 2, 3]) s += x; const [a] = [1, 2]; const spread = [...[4, 5]]; const max = ((...r) => r.length)(...[1, 2]);
Array.prototype[Symbol.iterator] = original;
console.log(s, a, spread.join(), max, calls);
const own = [1, 2]; own[Symbol.iterator] = function* () { yield at("own"); }; s = ""; for (const x of own) s += x; console.log(s, [...own].join());
