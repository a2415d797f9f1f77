// Async generators: queueing, delegation, return and throw, values that are promises.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
async function* g() { try { at(0); const x = yield at(Promise.resolve(1)); log.push("got " + at(x)); yield* (async function* () { yield at(2); return at(3); })(); yield* [at(4), Promise.resolve(5)]; return at(Promise.resolve("end")); } finally { await at(0); log.push("finally"); } }
const it = g(); console.log(JSON.stringify(await Promise.all([it.next(), it.next("v"), it.next(), it.next(), it.next(), it.next()])), log.splice(0).join());
const early = g(); await early.next(); console.log(JSON.stringify([await early.return(at("r")), await early.next()]), log.splice(0).join());
const thrown = g(); await thrown.next(); console.log(await thrown.throw(new Error("t")).catch((e) => at(e.message)), log.splice(0).join());
let s = ""; for await (const x of g()) { s += at(x); if (x === 4) break; } console.log(s, log.splice(0).join());
