// Eight calls in one expression, each half evaluated when the next one suspends.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let n = 0;
const next = () => at(++n);
console.log([next() + next() * next(), (next() - next()) / next(), next() + "" + next()].join(" "));
const f = (a, b, c, d) => [a, b, c, d].join("");
console.log(f(next(), f(next(), next(), f(next(), 0, next(), 0), next()), next(), f(next(), next(), next(), next())));
