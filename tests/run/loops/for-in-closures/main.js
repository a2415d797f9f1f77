// Each turn of for-in and for-of has its own binding.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const readers = [];
for (let key in { a: 1, b: 2 }) { at(key); readers.push(() => key); key += at("!"); }
for (let value of [1, 2]) { readers.push(() => at(value)); value = at(value * 10); }
console.log(readers.map((read) => read()).join(" "));
