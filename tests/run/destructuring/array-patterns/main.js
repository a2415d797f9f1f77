// Array patterns: holes, defaults, rest, nesting, iterators that are closed early.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const [a, , b = at("default b"), [c, [d = at("default d")] = []] = at([1]), ...[e, f]] = [1, 2, undefined, undefined, 5, 6];
console.log(a, b, c, d, e, f);
const log = [];
const iterable = (n) => ({ [Symbol.iterator]() { let i = 0; return { next() { log.push("next"); at(0); return { done: i >= n, value: i++ }; }, return() { log.push("return"); at(0); return {}; } }; } });
const [x, y] = iterable(5); console.log(x, y, log.splice(0).join());
const [p, q, r] = iterable(2); console.log(p, q, r, log.splice(0).join());
const [...all] = iterable(3); console.log(all.join(), log.splice(0).join());
const [] = iterable(3); console.log(log.splice(0).join());
try { const [z = (() => { throw at(new Error("in default")); })()] = [undefined]; } catch (error) { console.log(error.message); }
try { const [z = (() => { throw new Error("closing"); })()] = { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { log.push("closed"); return {}; } }) }; } catch (error) { console.log(error.message, log.splice(0).join()); }
