// Parameters, `this`, `arguments` and defaults in generators; parameters are evaluated at the call.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const o = { n: "o", *g(a = (log.push("default"), at(1)), ...rest) { at(0); yield this.n; yield arguments.length; yield at(a) + rest.length; const f = () => this.n + arguments[0]; yield f(); } };
const it = o.g(undefined, 2, 3); console.log(log.join()); console.log([...it].join());
function* bad({ x }) { yield x; } try { bad(at(null)); } catch (e) { console.log(e.name); }
try { new (function* () {})(); } catch (e) { console.log(e.name); }
