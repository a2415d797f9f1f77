// Closures of a generator's loop keep their turn; variables are shared with closures.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* g() { const fs = []; for (let i = 0; i < 3; i++) { fs.push(() => i); yield at(i); i += 0; } let shared = 1; const bump = () => (shared += at(1)); yield bump(); shared *= 10; yield bump(); yield fs.map((f) => f()).join(""); }
console.log([...g()].join());
function* labelled() { outer: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (at(j) === 2) continue outer; if (at(i) === 2) break outer; yield `${i}${j}`; } switch (at(1)) { case 1: yield "s1"; case 2: yield at("s2"); } }
console.log([...labelled()].join());
