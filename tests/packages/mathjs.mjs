// mathjs: expressions, matrices, units, fractions, symbolic derivatives.
import { all, create } from "mathjs";

export default () => {
  const math = create(all, { randomSeed: "a" });
  const scope = {};
  const said = [
    "f(x, y) = x^y + sqrt(x)", "f(4, 2)", "a = [1, 2; 3, 4]", "inv(a) * det(a)", "a .^ 2", "eigs(a).values", "5 cm + 2 inch to mm",
    "(2 + 3i) * conj(1 - i)", "sum(map(1:10, g(x) = x^2))", "bignumber(1) / 3", "fraction(1, 3) + fraction(1, 6)", "sort([3, 1, 2], \"desc\")",
    "filter([1, 5, 2], h(x) = x > 1)", "std(1:9)", "lup(a).p", "x = 3; x^2 > 8 ? \"big\" : \"small\"",
  ].map((text) => math.format(math.evaluate(text, scope), { precision: 12 }));
  const derived = math.derivative("sin(x)^2 * exp(x) + x^3", "x").toString();
  const simple = math.simplify("(x^2 - 1) / (x - 1) + 0 * y + 2x").toString();
  const errors = ["1 +", "unknown(1)", "[1, 2] * [1, 2, 3]"].map((text) => {
    try { return math.evaluate(text); } catch (error) { return error.message; }
  });
  return [...said, derived, simple, ...errors].join("\n");
};
