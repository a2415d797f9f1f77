// `using` disposes in reverse order, on every way out; `await using` waits.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const open = (name, fail) => { log.push("open " + at(name)); return { name, [Symbol.dispose]() { at(0); log.push("close " + name); if (fail) throw new Error(at(name + " failed")); }, async [Symbol.asyncDispose]() { await at(0); log.push("async close " + name); } }; };
function f(how) { using a = open("a"); at(0); { using b = open("b"), none = at(null); if (how === "return") return at("r"); if (how === "throw") throw new Error("t"); log.push(b.name); } return "end " + a.name; }
for (const how of ["end", "return", "throw"]) { try { log.push(f(how)); } catch (e) { log.push("caught " + e.message); } console.log(log.splice(0).join(", ")); }
try { using x = open("x", true); throw new Error("body"); } catch (e) { console.log(e.name, e.error.message, e.suppressed.message, log.splice(0).join(", ")); }
await (async () => { await using a = open("a"); await at(0); using b = open("b"); log.push("body"); })(); console.log(log.splice(0).join(", "));
for (using x of [open("1"), open("2")]) log.push("in " + at(x.name)); console.log(log.join(", "));
