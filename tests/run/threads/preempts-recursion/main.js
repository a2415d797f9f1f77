// Deep and branching recursion is pre-empted, and its result is right.
import { go, sleep } from "hz";
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
let ticks = 0, done = false;
go.local(() => { while (!done) { sleep(1); ticks++; } });
console.log(fib(24));
const deep = (n) => (n === 0 ? 0 : 1 + deep(n - 1));
console.log(deep(5000));
done = true;
console.log(ticks >= 0);
