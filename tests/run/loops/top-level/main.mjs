// Loops at the top level of the entry module: what they declare, assign, capture, export and throw is what it is in place.

function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
const places = (error) => error.stack.match(/main\.mjs:[\d:]+/g).join(" ");

let sum = 0, count = 0;
const limit = 4;
for (let i = 0; i < limit; i++) sum += at(i);
console.log("one result", sum);
while (count < 3) { count = at(count + 1); sum += count; }
console.log("two results", sum, count);
do { sum--; } while (at(sum) > 5);
console.log("do", sum);

for (var i = 0, never; i < 3; i++) { var last = at(i), unset; }
console.log("var", i, last, never, unset);
for (var key in { a: 1, b: 2 }) for (var { length, 0: first = "?" } of [key, [], "word"]) at(key);
console.log("var in heads", key, length, first);
var again = "kept";
for (const x of [1]) { var again; at(x); }
console.log("declared again", again);

export let exported = 0;
for (let i = 0; i < 3; i++) exported += at(i);
console.log("exported", exported);

const readers = [];
for (let i = 0; i < 3; i++) { let own = at(i) * 2; readers.push(() => [i, own, sum]); sum++; }
console.log("closures", JSON.stringify(readers.map((read) => read())));

let seen = 0;
const look = () => seen;
for (let i = 0; i < 3; i++) { seen = at(i); if (look() !== i) console.log("stale"); }

outer: for (const a of [1, 2, 3]) {
  for (const b of [1, 2, 3]) {
    if (at(b) === 2) continue outer;
    if (a === 3) break outer;
    sum += b;
  }
}
console.log("labels", sum);
block: { for (;;) { if (at(true)) break block; } }

let before = 0;
try {
  for (let i = 0; i < 5; i++) { before += i; if (at(i) === 3) throw new Error("stopped"); }
} catch (error) {
  console.log("in try", before, error.message, places(error));
}
try {
  for (let i = 0; i < 2; i++) late += at(i);
} catch (error) {
  console.log(error.message);
}
let late = 1;
switch (at(1)) {
  case 0: let skipped = 0;
  case 1:
    try { for (let i = 0; i < 2; i++) skipped += at(i); } catch (error) { console.log(error.message); }
}

{
  let inner = 0, text = "";
  for (const word of ["a", "b"]) { inner++; text += at(word); }
  console.log("in a block", inner, text);
}
if (at(true)) for (let i = 0; i < 2; i++) { sum = { sum, i }; sum = sum.sum + at(i); }
console.log("shorthand", sum);

for (let round = 0; round < 2; round++) {
  let total = 0;
  for (let i = 0; i < 3; i++) total += at(i) + round;
  await null;
  console.log("awaits", round, total, this);
}
for await (const x of [1, 2]) for (let i = 0; i < 2; i++) sum += at(x);
for (const Class of [class A { field = sum; static { at(1); } }, class { get x() { return at(2); } }]) console.log(Class.name, new Class().x, new Class().field);
for (const name of ["f"]) { function f() { return name; } console.log(f(), eval("name"), typeof import.meta.url); }
