// Among cases that are always ready, each gets its share.
import { chan, select } from "hz";
const a = chan(1), b = chan(1), c = chan(1), counts = { a: 0, b: 0, c: 0 };
for (let i = 0; i < 600; i++) { for (const ch of [a, b, c]) ch.trySend(i); counts[select({ a, b, c }).case]++; }
console.log(Object.values(counts).every((n) => n > 100));
