// Generators: counted, delegated, and as a pipeline.
function* range(end) {
  for (let i = 0; i < end; i++) yield i;
}

function* squares(numbers) {
  for (const x of numbers) yield x * x;
}

function* tree(depth) {
  if (depth === 0) return;
  yield* tree(depth - 1);
  yield depth;
  yield* tree(depth - 1);
}

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (const x of squares(range(100))) total += x;
    for (const depth of tree(4)) total += depth;
  }
  return total;
}
