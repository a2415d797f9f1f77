// A task can be awaited like a promise.
import { go, sleep } from "hz";
console.log(await go.local(() => { sleep(1); return "value"; }));
try { await go.local(() => { throw new Error("thrown"); }); } catch (error) { console.log(error.message); }
console.log((await Promise.all([go.local(() => 1), go.local(() => 2)])).join());
