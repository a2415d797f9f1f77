// Several async functions in flight take turns at their awaits, and only there.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
async function worker(name, n) { for (let i = 0; i < n; i++) { log.push(name + at(i)); at(0); at(1); await null; } return name; }
console.log((await Promise.all([worker("a", 3), worker("b", 2), worker("c", 4)])).join(), log.join(" "));
let shared = 0; await Promise.all([1, 2, 3].map(async (k) => { for (let i = 0; i < 10; i++) { const v = shared; at(k); shared = v + 1; await null; } })); console.log(shared);
