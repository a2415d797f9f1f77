// A switch of two hundred cases inside a loop, as interpreters have.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const cases = Array.from({ length: 200 }, (_, i) => `case ${i}: sum += at(${i}); ${i % 7 === 0 ? "" : i % 5 === 0 ? "continue;" : "break;"}`).join("\n");
const run = new Function("at", `let sum = 0, pc = 0; for (; pc < 210; pc++) { switch (at(pc)) { ${cases} default: sum += at(1); } sum++; } return sum;`);
console.log(run(at));
