// for-of over strings goes by code point; over typed arrays, arguments, entries.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let s = ""; for (const c of "a😀b") s += at(c) + "|"; for (const n of new Float64Array([1.5, 2])) s += at(n) + "|"; for (const [i, x] of ["p", "q"].entries()) s += i + at(x); for (const m of "a1b2".matchAll(/\d/g)) s += at(m[0]); console.log(s);
console.log([...Object.entries({ a: at(1) })].flat().join(), [..."héé"].length, Array.from("ab", (c) => at(c).toUpperCase()).join(""));
