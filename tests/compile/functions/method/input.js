// A method call keeps its receiver and the arguments that are already evaluated.
export function run(o, f) {
  return o.method(f(1), f(2)) + o.last();
}
