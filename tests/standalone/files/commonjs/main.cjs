// A CommonJS program stays one. Its top level cannot wait for the host, only for threads and timers.
const { chan, go, sleep } = require("hz");
const { Mutex } = require("hz:sync");
const c = chan();
go.local(() => { sleep(2); c.send(__filename.endsWith(".cjs")); });
console.log(c.recv(), new Mutex().locked);
const never = chan();
try { never.recv(); } catch (error) { console.log(error.name); }
module.exports = { c };
