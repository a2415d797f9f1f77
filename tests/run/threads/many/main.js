// Ten thousand threads that wait for one another.
import { chan, go } from "hz";
let first = chan(), line = first;
for (let i = 0; i < 10_000; i++) { const from = line, to = chan(); go.local(() => to.send(from.recv() + 1)); line = to; }
first.send(0);
console.log(line.recv());
