// A thread that runs an async function ends when its promise settles, with the promise's value.
import { chan, go, scope, sleep } from "hz";
const log = [];
const late = go.local(async () => { await null; sleep(2); await null; return "late"; });
log.push(late.status, late.join(), late.status);
log.push(await go((n) => Promise.resolve(n + 1), 1));
log.push(go.local(() => ({ then: "no function" })).join().then);
let finished = 0;
scope((s) => { for (let i = 0; i < 3; i++) s.go(async () => { await null; sleep(i); await null; finished++; }); });
log.push(finished);
const mixed = chan();
const all = await Promise.all([1, 2, 3].map((n) => go.local(async () => (await null, mixed.send(n), n * 2))).concat(go.local(() => mixed.recv() + mixed.recv() + mixed.recv())));
log.push(all.join("+"));
console.log(log.join("\n"));
