// `return()` of an iterator is called when the body leaves early, not when `next` fails or ends.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const make = (n, extra = {}) => ({ [Symbol.iterator]: () => ({ i: 0, next() { at(0); log.push("n"); return { done: this.i >= n, value: this.i++ }; }, return(v) { at(0); log.push("r"); return {}; }, ...extra }) });
const run = (name, f) => { try { log.push("=" + f()); } catch (e) { log.push("!" + at(e.message ?? e)); } console.log(name, log.splice(0).join(" ")); };
run("end", () => { for (const x of make(2)) at(x); });
run("break", () => { for (const x of make(9)) if (at(x) === 1) break; });
run("continue", () => { outer: for (const y of [1]) for (const x of make(9)) if (at(x) === 1) continue outer; });
run("return", () => { for (const x of make(9)) return at("ret" + x); });
run("throw", () => { for (const x of make(9)) throw at("body"); });
run("next throws", () => { for (const x of make(9, { next() { throw at("next"); } })) ; });
run("return throws after break", () => { for (const x of make(9, { return() { throw at("from return"); } })) break; });
run("return throws after throw", () => { for (const x of make(9, { return() { throw at("from return"); } })) throw "body wins"; });
run("return gives no object", () => { for (const x of make(9, { return() { return at(1); } })) break; });
run("no return", () => { for (const x of make(9, { return: undefined })) break; });
run("value throws", () => { for (const x of make(9, { next: () => ({ get value() { throw at("value"); } }) })) ; });
run("next gives no object", () => { for (const x of make(9, { next: () => at(1) })) ; });
