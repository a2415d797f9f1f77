// Comparisons and equality between results of calls, with mixed types.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(at(1) < at(2) === at(true), at("10") < at("9"), at("10") < at(9), at(null) == at(undefined), at(NaN) === at(NaN));
console.log(at(2n) > at(1), at(2n) == at("2"), at([1]) == at(1), at({}) == at("[object Object]"), Object.is(at(-0), at(0)));
console.log(Math.max(at(1), at(3), at(2)) === at(3) ? "max" : "no", isNaN(at(undefined) + at(1)));
