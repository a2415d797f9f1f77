// `default` runs when nothing else can, at once.
import { chan, select } from "hz";
const a = chan(), b = chan(1);
console.log(select({ a, default: "nothing" }).case, select({ a, b, default: () => "called" }));
b.send(1); console.log(select({ a, b, default: "nothing" }).case);
