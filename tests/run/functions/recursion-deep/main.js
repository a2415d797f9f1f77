// Recursion thousands of frames deep, there and back, with work on both ways.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function down(n) { if (n === 0) return at(0); const rest = down(n - 1); return rest + at(1); }
console.log(down(2000));
const isEven = (n) => (n === 0 ? at(true) : !isOdd(n - 1)), isOdd = (n) => (n === 0 ? at(false) : !isEven(n - 1));
console.log(isEven(1001), isOdd(1001));
function ackermann(m, n) { return m === 0 ? n + 1 : n === 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
console.log(ackermann(2, 5));
function fib(n) { return n < 2 ? at(n) : fib(n - 1) + fib(n - 2); }
console.log(fib(13));
