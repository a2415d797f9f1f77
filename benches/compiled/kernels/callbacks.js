// Built-ins that call back: map, filter, reduce, forEach, some, find.
const numbers = Array.from({ length: 1000 }, (_, i) => i);

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += numbers.map((x) => x * 2 + i).filter((x) => x % 3 === 0).reduce((sum, x) => sum + x, 0);
    numbers.forEach((x) => {
      total += x & 1;
    });
    if (numbers.some((x) => x > 990)) total += numbers.find((x) => x > 500);
  }
  return total;
}
