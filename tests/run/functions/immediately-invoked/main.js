// Function expressions called where they stand, in every form.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log((() => at(1))(), (function () { return at(2); })(), (function named(n) { return n ? named(n - 1) : at(3); })(2), (async () => at(4))() instanceof Promise, [...(function* () { yield at(5); })()].join(), new (function () { this.x = at(6); })().x);
console.log(((a) => (b) => (c) => at(a) + at(b) + at(c))(1)(2)(3), (() => ({ x: at(1) }))().x, (() => { at(0); })());
!function () { console.log(at("bang")); }();
void (async () => { console.log(await at("late")); })();
