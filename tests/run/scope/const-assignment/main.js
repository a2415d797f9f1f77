// Assigning to a constant throws, after its right side was evaluated.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const c = 1;
const log = [];
for (const attempt of [() => { c = log.push("rhs" + at(1)); }, () => { c++; }, () => { c += at(2); }, () => { [c] = [at(3)]; }, () => { c ??= at(1); return "kept"; }]) {
  try { log.push(attempt()); } catch (e) { log.push(e.name + ": " + at(e.message)); }
}
console.log(c, log.join("; "));
for (const k of [1]) { try { k = at(2); } catch (e) { console.log(e.name); } }
