// Calls and nothing else.
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += fib(22);
  return sum;
}
