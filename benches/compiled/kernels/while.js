// Loops whose end is not known: Collatz sequences.
function steps(n) {
  let count = 0;
  while (n !== 1) {
    n = n % 2 === 0 ? n / 2 : 3 * n + 1;
    count++;
  }
  return count;
}

export function run(n) {
  let longest = 0;
  for (let i = 0; i < n; i++) {
    for (let start = 1; start < 1000; start++) {
      const count = steps(start);
      if (count > longest) longest = count;
    }
  }
  return longest;
}
