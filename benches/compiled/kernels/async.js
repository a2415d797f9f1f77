// Async functions: awaited calls, many at once, and what throws.
async function leaf(x) {
  return x + 1;
}

async function add(depth) {
  if (depth === 0) return leaf(1);
  const left = await add(depth - 1);
  const right = await leaf(depth);
  return left + right;
}

async function failing() {
  throw new RangeError("expected");
}

export async function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += await add(10);
    const parts = await Promise.all([add(3), add(4), leaf(i)]);
    total += parts[0] + parts[1] + parts[2];
    try {
      await failing();
    } catch (error) {
      total += error.message.length;
    }
  }
  return total;
}
