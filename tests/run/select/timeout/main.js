// A select that nobody serves gives up after its timeout, one that is served does not.
import { chan, go, select, sleep } from "hz";
const never = chan(), soon = chan();
const started = performance.now(); const first = select({ never, timeout: 20 }); console.log(first.case, performance.now() - started >= 19);
go.local(() => { sleep(2); soon.send("in time"); }); const second = select({ soon, never, timeout: 5000 }); console.log(second.case, second.value);
