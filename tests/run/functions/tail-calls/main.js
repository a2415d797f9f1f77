// Tail calls give the callee's result, its exception, and leave `finally` alone.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const f = (n) => (n ? g(n - 1) : at("done")); const g = (n) => { return f(n); };
console.log(f(10));
const h = () => { try { return at("in try"); } finally { log.push("h"); } };
const i = () => { try { return thrower(); } catch (e) { return at("caught " + e); } };
function thrower() { throw at("it"); }
console.log(h(), i(), log.join());
const k = (x) => (x || at(0)) ?? at("never"); console.log(k(0), ((x) => (at(x), at(x + 1)))(1));
