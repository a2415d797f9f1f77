// for-of over an array sees what is added while it runs; holes give undefined.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const list = [1, , 3]; let s = "";
for (const x of list) { s += at(x) + " "; if (list.length < 6) list.push(at(list.length)); }
console.log(s); const shrinking = [1, 2, 3, 4]; s = ""; for (const x of shrinking) { s += at(x); shrinking.pop(); } console.log(s);
const map = new Map([[1, "a"], [2, "b"]]); s = ""; for (const [k, v] of map) { s += k + at(v); if (k < 4) map.set(k + 2, at("c")); map.delete(k); } console.log(s);
const set = new Set([1]); for (const x of set) { if (at(x) < 4) { set.delete(x); set.add(x + 1); } } console.log([...set].join());
