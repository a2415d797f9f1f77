// The binding of `catch` may be a pattern, may be missing, and is new in each run.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const readers = [];
for (let i = 0; i < 3; i++) {
  try {
    throw at({ code: i, rest: [i, i * 2] });
  } catch ({ code, rest: [, second = at("none")], missing = at("default") }) {
    readers.push(() => `${code} ${second} ${missing}`);
  }
}
console.log(readers.map((read) => read()).join("; "));
let caught = false;
try { at(null).x; } catch { caught = at(true); }
console.log(caught);
