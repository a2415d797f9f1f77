// Sixty blocks, loops and tries inside one another.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let open = "", close = "";
for (let i = 0; i < 20; i++) { open += `try { for (let x${i} = 0; x${i} < 1; x${i}++) { if (at(${i}) >= 0) { sum += at(x${i}) + ${i};`; close = `} } } finally { sum += at(1); }` + close; }
console.log(new Function("at", `let sum = 0; ${open} return (() => { sum += 1000; return at(sum); })(); ${close}`)(at));
