// for-of and for-await receive until the channel is closed; leaving early leaves the rest there.
import { chan, go } from "hz";
const c = chan(10); for (let i = 0; i < 6; i++) c.send(i); c.close();
for (const v of c) if (v === 2) break;
let s = ""; for await (const v of c) s += v;
console.log(s, [...c].length);
const d = chan(); go.local(() => { for (const v of "abc") d.send(v); d.close(); });
console.log([...d].join(""));
