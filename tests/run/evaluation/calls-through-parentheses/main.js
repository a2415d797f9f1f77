// Parentheses end an optional chain, but a call through them keeps `this`.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const o = { v: 7, m() { return at(this?.v); }, deep: { v: 8, m() { return at(this?.v); } } };
const none = at(null);
const run = () => [(o?.m)?.(at(1)), (o?.m)(at(1)), (o?.m)(), (o?.m)?.(), (o.m)?.(at(2)), (o?.deep.m)(at(3)), (none?.m)?.(at(4))];
console.log(run().join());
console.log([(o?.m)?.(at(1)), (o?.m)(at(1)), (o?.m)(), (o?.m)?.(), (o.m)?.(at(2)), (o?.deep.m)(at(3)), (none?.m)?.(at(4))].join());
try { (none?.m)(at(1)); } catch (error) { console.log(error.name); }
try { (none?.deep).m?.(at(1)); } catch (error) { console.log(error.name); }
