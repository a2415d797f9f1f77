// TypeScript, in files that are found by what main imports.
import { chan, type Chan } from "hz";
import { double } from "./lib/double.ts";
export { double as twice } from "./lib/double.ts";
const c: Chan<number> = chan<number>(1);
c.send(double(21));
console.log(c.recv(), (await import("hz")).chan === chan);
