// `go.local` starts a thread; `join` gives its result, as often as it is asked.
import { go } from "hz";
const add = (a, b) => a + b;
const task = go.local(add, 1, 2);
console.log(task.join(), task.join(), task.status);
console.log([1, 2, 3].map((n) => go.local((n) => n * n, n)).map((t) => t.join()).join());
