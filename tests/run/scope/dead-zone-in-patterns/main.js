// The names of a pattern are initialised one after the other, wherever the pattern stands.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const told = (run) => { try { return run(); } catch (error) { return error.name; } };
const cases = {
  self() { at(); let { a = a } = {}; return a; },
  later() { at(); let { a = b, b } = { b: 1 }; return a; },
  earlier() { at(); let { a, b = a } = { a: 1 }; return b; },
  closure() { at(); let { a = () => a } = {}; return at(a)() === a; },
  array() { at(); let [a, b = a, c = at(b)] = [1]; return c; },
  own() { let { a } = at(a); return a; },
  caught() { try { throw at({}); } catch ({ a = a }) { return at(a); } },
  caughtEarlier() { try { throw at({ a: 1 }); } catch ({ a, b = at(a) }) { return b; } },
  caughtShared() { try { throw at([1]); } catch ([a, set = () => { a++; }]) { at(set)(); return a; } },
  written() { at(); let { a } = ({ a } = at({ a: 1 })); return a; },
  head() { for (let i = 0, [a = ([a] = at([1])).length] = []; i < 1; i++) return a; },
  constant() { const c = at(1); [c] = [2]; return c; },
  constantOf() { const c = at(1); for ([c] of [[2]]) at(); return c; },
  ownName() { return (function f() { at(); [f] = [1]; return f; })(); },
};
for (const [name, run] of Object.entries(cases)) console.log(name, told(run));
const split = async () => { let [v = (function () { return v; })(), w] = w; return at(v + w); };
await split().catch((error) => console.log("async", error.name));
