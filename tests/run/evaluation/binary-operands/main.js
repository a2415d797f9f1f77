// Left operands are evaluated, and kept, before the call on the right suspends.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
console.log(say(2) ** say(3) - say(4) * say(5) + say(6) / say(3) % say(5), log.join(" "));
let n = 1;
console.log(n + (n = at(10)) + n++ + at(n) + --n, n);
console.log(n-- - at(n) - n-- * at(n), n);
console.log((at(1), at(2), at(3)) + (at(n) << at(2)) - (at(-9) >>> at(28)));
