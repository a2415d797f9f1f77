// Calls that find five methods in one place: an interpreter of expression trees.
class Constant {
  constructor(value) { this.value = value; }
  evaluate() { return this.value; }
}
class Variable {
  evaluate(x) { return x; }
}
class Sum {
  constructor(left, right) { this.left = left; this.right = right; }
  evaluate(x) { return this.left.evaluate(x) + this.right.evaluate(x); }
}
class Product {
  constructor(left, right) { this.left = left; this.right = right; }
  evaluate(x) { return this.left.evaluate(x) * this.right.evaluate(x); }
}
class Negation {
  constructor(inner) { this.inner = inner; }
  evaluate(x) { return -this.inner.evaluate(x); }
}

function build(depth) {
  if (depth === 0) return new Variable();
  if (depth % 4 === 1) return new Negation(build(depth - 1));
  if (depth % 3 === 0) return new Product(new Constant(0.5), build(depth - 1));
  return new Sum(build(depth - 1), build(depth - 2));
}

const tree = build(10);

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) total += tree.evaluate(i % 10);
  return total;
}
