// One channel in several cases of a select; waiters of lost cases are gone for the next (TestSelectDuplicateChannel, select6, doubleselect).
import { chan, go, select, send, yieldNow } from "hz";
const blocked = (...tasks) => { while (!tasks.every((task) => task.status === "blocked")) yieldNow(); };
{
  const c = chan(), d = chan(), e = chan(), got = [];
  const first = go.local(() => got.push(select([c, c, d]).value, e.recv()));
  blocked(first);
  const second = go.local(() => got.push(c.recv()));
  blocked(second);
  d.send("d");
  blocked(first);
  // Had the first select left a waiter in c, this would wake the wrong thread.
  c.send("c");
  second.join();
  e.send("e");
  first.join();
  console.log(got.join());
}
{
  // A value that several selects of two threads could take goes to one of them.
  const c = [chan(), chan(), chan(), chan()], got = chan(), n = 60;
  go.local(() => {
    for (let i = 0; i < n; i++) select(c.map((channel) => send(channel, i)));
    for (const channel of c) channel.close();
  });
  let open = 0;
  for (const channel of c) { open++; go.local(() => { for (const v of channel) got.send(v); if (--open === 0) got.close(); }); }
  const seen = new Set();
  let doubled = 0;
  for (const v of got) { if (seen.has(v)) doubled++; seen.add(v); }
  console.log(seen.size, doubled);
}
{
  // Sends and receives on one channel in one select, many at once: all leave when one is answered.
  const c = chan(), tasks = [];
  for (let i = 0; i < 6; i++) tasks.push(go.local(() => select([c, send(c, i), c, send(c, i)]).case));
  const cases = tasks.map((task) => Number(task.join()) % 2);
  console.log(cases.filter((sent) => sent === 1).length, c.trySend(0), c.tryRecv());
}
