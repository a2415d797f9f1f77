// The top level of a module waits without holding up the host.
import { chan, wait } from "hz";
const c = chan();
setTimeout(() => c.send("from the host"), 5);
console.log(c.recv());
console.log(wait(new Promise((resolve) => setTimeout(resolve, 5, "from a promise"))));
function deep(n) { return n === 0 ? wait(Promise.resolve("deep")) : deep(n - 1); }
console.log(deep(50));
