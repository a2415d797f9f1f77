// For each capacity: what blocks, what does not, and what close leaves behind (Go's TestChan).
import { chan, go, select, send, yieldNow } from "hz";
const until = (holds) => { while (!holds()) yieldNow(); };
const facts = [];
const fact = (name, holds) => { if (!holds) facts.push(name); };

for (let capacity = 0; capacity < 12; capacity++) {
  const at = (name) => `${name} (capacity ${capacity})`;
  {
    // Receiving from an empty channel blocks, by recv and by recv2.
    const c = chan(capacity), got = [];
    const one = go.local(() => got.push(c.recv())), two = go.local(() => got.push(c.recv2().value));
    until(() => one.status === "blocked" && two.status === "blocked");
    fact(at("an empty channel gave something"), got.length === 0 && c.tryRecv() === undefined);
    fact(at("select saw something in it"), select({ c, default: 0 }).case === "default");
    c.send("x"), c.send("x");
    one.join(), two.join();
    fact(at("wrong values"), got.join("") === "xx");
  }
  {
    // Sending to a full one blocks.
    const c = chan(capacity);
    for (let i = 0; i < capacity; i++) c.send(i);
    let sent = false;
    const sender = go.local(() => { c.send("late"); sent = true; });
    until(() => sender.status === "blocked");
    fact(at("a full channel took something"), !sent && select({ s: send(c, 0), default: 0 }).case === "default");
    // trySend to a full channel fails also while others wait to send.
    fact(at("trySend overtook"), !c.trySend("early") && c.len === capacity);
    for (let i = 0; i < capacity; i++) fact(at("order"), c.recv() === i);
    fact(at("the blocked value is last"), c.recv() === "late");
    sender.join();
  }
  {
    // What was sent before a close is received, then the mark, for ever.
    const c = chan(capacity);
    for (let i = 0; i < capacity; i++) c.send(i);
    c.close();
    for (let i = 0; i < capacity; i++) { const { value, ok } = c.recv2(); fact(at("drain"), ok && value === i); }
    for (let i = 0; i < 3; i++) fact(at("mark"), c.recv2().ok === false && c.recv() === undefined && c.tryRecv().ok === false && select({ c }).ok === false);
  }
  {
    // Close wakes whoever is blocked.
    const c = chan(capacity), woken = [];
    const blocked = [() => c.recv2().ok, () => select({ c, never: chan() }).ok, () => c.recv()].map((wait) => go.local(() => woken.push(wait())));
    until(() => blocked.every((task) => task.status === "blocked"));
    c.close();
    for (const task of blocked) task.join();
    fact(at("woken with values"), woken.every((value) => !value) && woken.length === 3);
  }
  {
    // A hundred values arrive once each and in order.
    const c = chan(capacity);
    go.local(() => { for (let i = 0; i < 100; i++) c.send(i); });
    for (let i = 0; i < 100; i++) fact(at("sequence"), c.recv() === i);
  }
  {
    // Four senders, four receivers: each value arrives once.
    const c = chan(capacity), n = 50, counts = new Map();
    for (let s = 0; s < 4; s++) go.local(() => { for (let i = 0; i < n; i++) c.send(i); });
    const done = chan();
    for (let r = 0; r < 4; r++) {
      go.local(() => {
        const mine = new Map();
        for (let i = 0; i < n; i++) { const v = c.recv(); mine.set(v, (mine.get(v) ?? 0) + 1); }
        done.send(mine);
      });
    }
    for (let r = 0; r < 4; r++) for (const [v, times] of done.recv()) counts.set(v, (counts.get(v) ?? 0) + times);
    fact(at("lost or doubled"), counts.size === n && [...counts.values()].every((times) => times === 4) && c.len === 0);
  }
}
console.log(facts.length === 0 ? "all hold" : facts.join("\n"));
