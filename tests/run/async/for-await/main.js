// `for await` over sync and async iterables, with early exits and failures.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const source = (fail) => ({ [Symbol.asyncIterator]() { let i = 0; return { async next() { log.push("next"); at(0); await null; if (fail === i) throw at("failed"); return { done: i > 2, value: i++ }; }, async return() { log.push("return"); await at(0); return {}; } }; } });
for await (const x of source()) log.push(at(x)); for await (const x of source()) { if (at(x) === 1) break; } try { for await (const x of source(1)) log.push(x); } catch (e) { log.push(e); } try { for await (const x of source()) throw at("body"); } catch (e) { log.push(e); }
console.log(log.splice(0).join(" ")); for await (const x of [at(1), Promise.resolve(2), new Promise((ok) => setTimeout(ok, 1, 3))]) log.push(at(x)); for await (const { k: [v = at("d")] } of [{ k: [] }, { k: [1] }]) log.push(v); console.log(log.join(" "));
