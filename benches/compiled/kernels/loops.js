// Nested counting loops without calls: what polls cost.
export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < 1000; j++) {
      for (let k = 0; k < 100; k++) sum = (sum + ((j ^ k) & i)) | 0;
    }
  }
  return sum;
}
