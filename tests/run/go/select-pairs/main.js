// Every way to send meets every way to receive (select7): plain, select of one, select of two, blocking first or second.
import { chan, go, select, send, yieldNow } from "hz";
const other = () => chan();
const receives = { plain: (c) => c.recv(), one: (c) => select({ c }).value, two: (c) => select({ x: other(), c }).value, iterate: (c) => { for (const v of c) return v; },
  tries: (c) => { for (;;) { const r = c.tryRecv(); if (r !== undefined) return r.value; yieldNow(); } }, reader: (c) => c.reader.recv2().value };
const sends = { plain: (c, v) => c.send(v), one: (c, v) => select({ s: send(c, v) }), two: (c, v) => select({ x: send(other(), v), s: send(c, v) }), writer: (c, v) => c.writer.send(v),
  tries: (c, v) => { while (!c.trySend(v)) yieldNow(); } };
let met = 0, wrong = 0;
for (const [r, receive] of Object.entries(receives)) {
  for (const [s, give] of Object.entries(sends)) {
    for (const capacity of r === "tries" && s === "tries" ? [1] : [0, 1]) {
      for (const first of [0, 1]) {
        const c = chan(capacity);
        const value = `${r} ${s}`;
        const act = [() => { if (receive(c) !== value) wrong++; else met++; }, () => give(c, value)];
        const one = go.local(act[first]);
        for (let i = 0; i < 5; i++) yieldNow();
        const two = go.local(act[1 - first]);
        one.join(), two.join();
      }
    }
  }
}
console.log(met, wrong);
