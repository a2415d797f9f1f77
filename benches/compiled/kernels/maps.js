// Map and Set: filled, asked, walked.
export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const counts = new Map();
    const seen = new Set();
    for (let k = 0; k < 1000; k++) {
      const key = `k${k % 97}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (!seen.has(k % 31)) seen.add(k % 31);
    }
    for (const [key, count] of counts) total += key.length + count;
    counts.forEach((count) => {
      total += count;
    });
    for (const x of seen) total += x;
  }
  return total;
}
