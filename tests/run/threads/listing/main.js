// threads() says who waits for what.
import { Mutex, chan, current, go, sleep, threads } from "hz";
const c = chan(), m = new Mutex();
c.name = "orders";
m.name = "books";
m.lock();
current().name = "boss";
const reader = go.local(function reader() { return c.recv(); });
const locker = go.local(() => m.lock());
locker.name = "locker";
locker.priority = "low";
const joiner = go.local(function joiner() { return reader.join(); });
sleep(30);
for (const { id, name, status, waitsFor, priority } of threads()) console.log(name, status, waitsFor, priority);
c.send("done");
console.log(joiner.join());
m.unlock();
