// The case that can run runs; the result says which.
import { chan, select } from "hz";
const a = chan(1), b = chan(1);
b.send("from b");
const got = select({ a, b });
console.log(got.case, got.value, got.ok);
a.close(); const closed = select({ a, b }); console.log(closed.case, closed.value, closed.ok);
console.log(select([a, b]).case);
