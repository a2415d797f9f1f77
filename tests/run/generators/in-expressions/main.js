// `yield` in the middle of expressions, mixed with calls.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* g() { const r = [at(1), yield "a", at(2), (yield "b") + at(3), { [yield "c"]: at(4) }, `${yield "d"}${at(5)}`]; const f = (...x) => at(x.join("")); return JSON.stringify(r) + f(yield "e", at(6), yield "f") + ((yield "g") ? at("T") : yield "h"); }
const it = g(); let step = it.next(), log = "", n = 10;
while (!step.done) { log += at(step.value); step = it.next(n++); }
console.log(log, step.value);
