// Loops over iterators inside one another: each is closed, the inner ones first.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const it = (name) => ({ *[Symbol.iterator]() { try { for (let i = 0; i < 3; i++) yield at(i); } finally { log.push("close " + at(name)); } } });
const f = () => { for (const a of it("a")) for (const b of it("b")) { try { for (const c of it("c")) { if (a + b + c === 2) return `${a}${b}${c}`; at(c); } } finally { log.push("f"); } } };
console.log(f(), log.join(", "));
