// Cases with callbacks: the select's result is theirs; they may block themselves.
import { chan, go, recv, select, send, sleep, timeout } from "hz";
const c = chan(), d = chan(1);
go.local(() => { sleep(1); c.send(20); });
console.log(select({ c: recv(c, (v, ok) => { sleep(1); return [v + 1, ok].join(); }), timeout: timeout(10_000, () => "late") }));
console.log(select({ c: recv(c), timeout: timeout(1, () => "late") }));
console.log(select({ d: send(d, 1, () => "sent"), default: () => "full" }), select({ d: send(d, 2, () => "sent"), default: () => "full" }));
console.log(select([c, d]).case, select({ c: c.reader, default: "none" }).value);
d.close();
try { select({ d: send(d, "back") }); } catch (error) { console.log(error.name, error.value); }
