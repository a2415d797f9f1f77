// Executors, reactions and thenables are called by the engine, and may be suspended.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const p = new Promise((ok, no) => { log.push("executor"); at(0); ok(at(1)); no("ignored"); ok("ignored"); log.push("after"); }); log.push("made");
console.log(await p.then((v) => { at(0); log.push("then " + v); throw at("t"); }).catch((e) => { at(0); log.push("catch " + e); return at({ then(ok) { at(0); ok(at("thenable")); } }); }).finally(() => { at(0); log.push("finally"); return at("ignored"); }), log.join(", "));
console.log(await new Promise((_, no) => { at(0); throw at("from executor"); }).catch((e) => at(e)), await Promise.resolve({ get then() { at(0); return undefined; }, v: 1 }).then((o) => o.v)); const { promise, resolve } = (() => { let resolve; const promise = new Promise((ok) => { resolve = ok; }); return { promise, resolve }; })(); setTimeout(() => resolve(at("outside"))); console.log(await promise);
