// All threads asleep with nothing pending: a report, and exit code 2.
import { chan, go } from "hz";
console.log("before");
const c = chan();
go.local(() => chan().recv());
c.recv();
console.log("never");
