// A channel that is in use here goes on when another core gets it: what is in it, and who waits in it, stays in order.
import { chan, go, select, yieldNow } from "hz";

function untilBlocked(task) {
  while (task.status !== "blocked") yieldNow();
  return task;
}

// With values in the buffer and a blocked sender.
const full = chan(2);
full.send(1);
full.send(2);
const sender = untilBlocked(go.local(() => {
  full.send(3);
  return "sent";
}));
console.log(go((c) => [c.recv(), c.recv(), c.recv()], full).join(), sender.join());

// With blocked receivers, one of them in a select beside a local channel.
const empty = chan();
const other = chan();
const plain = untilBlocked(go.local(() => empty.recv()));
const chosen = untilBlocked(go.local(() => select({ empty, other })));
go((c) => {
  c.send("for the first");
  c.send("for the second");
}, empty).join();
console.log(plain.join(), chosen.join());

// The local channel of such a select still works.
const both = untilBlocked(go.local(() => select({ empty, other })));
other.send("local");
console.log(both.join());
const timed = go.local(() => select({ empty, timeout: 5 }));
console.log(timed.join().case, empty.trySend("nobody"));
