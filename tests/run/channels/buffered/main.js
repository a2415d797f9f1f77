// A buffered channel takes as many values as it has room for; they come out in order.
import { chan, go, yieldNow } from "hz";
const c = chan(3), log = [];
const sender = go.local(() => { for (let v = 0; v < 6; v++) { c.send(v); log.push(v); } });
for (let i = 0; i < 200 && c.len < 3; i++) yieldNow();
for (let i = 0; i < 50; i++) yieldNow();
console.log(c.len, c.cap, log.join());
console.log([0, 1, 2, 3, 4, 5].map(() => c.recv()).join());
sender.join();
console.log(log.join(), c.len);
