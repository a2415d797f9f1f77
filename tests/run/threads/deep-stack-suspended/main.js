// A thread that blocks five thousand frames deep comes back through all of them.
import { chan, go } from "hz";
const c = chan();
const down = (n) => { if (n === 0) return c.recv(); const below = down(n - 1); return below + 1; };
const task = go.local(down, 5000);
c.send(1);
console.log(task.join());
