// What can never go on, and what can (select3): absent channels, full and empty ones, closed ones, empty selects.
import { ClosedError, chan, go, select, send, yieldNow } from "hz";
const rows = [];
function row(name, blocks, body) {
  let ended = false;
  const task = go.local(() => { try { body(); } catch (error) { if (!(error instanceof ClosedError)) throw error; } ended = true; });
  for (let i = 0; i < 50 && !ended; i++) { yieldNow(); if (task.status === "blocked") break; }
  const isBlocked = task.status === "blocked";
  if (isBlocked) { task.cancel(); try { task.join(); } catch {} }
  rows.push(`${name}: ${isBlocked === blocks ? "as expected" : "WRONG"}`);
}
const filled = () => { const c = chan(10); for (let i = 0; i < 10; i++) c.send(i); return c; };
const closed = () => { const c = chan(); c.close(); return c; };
row("send to an unbuffered channel", true, () => chan().send(7));
row("receive from an unbuffered channel", true, () => chan().recv());
row("receive from an empty buffer", true, () => chan(10).recv());
row("send to an empty buffer", false, () => chan(10).send(7));
row("receive from a full buffer", false, () => filled().recv());
row("send to a full buffer", true, () => filled().send(7));
row("send to a closed channel", false, () => closed().send(7));
row("receive from a closed channel", false, () => closed().recv());
row("select without cases", true, () => select({}));
row("select of absent channels", true, () => select({ a: null, b: undefined }));
row("select of absent channels with default", false, () => select({ a: null, default: 0 }));
row("select of an absent and a blocked one", true, () => select({ a: null, b: chan(), c: send(chan(), 1) }));
row("select of an absent and a ready one", false, () => select({ a: null, b: filled() }));
row("select to a closed channel", false, () => select({ a: send(closed(), 7) }));
row("select from a closed channel", false, () => select({ a: closed() }));
row("select, empty and full", true, () => select({ r: chan(10), s: send(filled(), 1) }));
row("select, full and empty", false, () => select({ r: filled(), s: send(chan(10), 1) }));
row("non-blocking of each kind", false, () => { chan().trySend(1); chan().tryRecv(); filled().trySend(1); select({ a: send(chan(), 1), default: 0 }); });
console.log(rows.join("\n"));
