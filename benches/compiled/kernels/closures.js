// Closures that are made, kept and called, and share variables that change.
function counter(step) {
  let count = 0;
  return { add: () => (count += step), get: () => count };
}

const compose = (f, g) => (x) => f(g(x));

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const counters = [];
    for (let step = 1; step <= 50; step++) counters.push(counter(step));
    for (const { add } of counters) for (let k = 0; k < 10; k++) add();
    for (const { get } of counters) total += get();
    let chain = (x) => x + 1;
    for (let k = 0; k < 10; k++) chain = compose(chain, (x) => x ^ k);
    total += chain(i);
  }
  return total;
}
