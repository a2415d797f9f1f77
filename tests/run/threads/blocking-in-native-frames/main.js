// A thread may block where it cannot be captured: others run on top, and it gets its value.
import { chan, go } from "hz";
const c = chan();
const feeder = go.local(() => { for (let i = 1; i <= 9; i++) c.send(i); });
const log = [];
log.push(({ get x() { return c.recv(); } }).x);
log.push(+{ valueOf: () => c.recv() });
log.push(`${{ toString: () => String(c.recv()) }}`);
log.push([...(function* () { yield c.recv(); })()].join());
log.push(new (class { f = c.recv(); })().f);
log.push(new Proxy({}, { get: () => c.recv() }).x);
log.push(JSON.parse("[0]", (k, v) => (Array.isArray(v) ? v : c.recv()))[0]);
log.push(eval("c.recv()"));
log.push([0].map(() => c.recv())[0]);
feeder.join();
console.log(log.join(" "));
