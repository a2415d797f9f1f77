// Threads that both send to and receive from one channel in one select never answer themselves (TestSelfSelect).
import { WaitGroup, chan, go, select, send } from "hz";
for (const capacity of [0, 1, 10]) {
  const c = chan(capacity), wg = new WaitGroup();
  let own = 0, taken = 0, given = 0;
  for (const me of [0, 1]) {
    wg.go(() => {
      for (let i = 0; i < 200; i++) {
        const key = select(i % 2 ? { out: send(c, me), in: c } : { in: c, out: send(c, me) });
        if (key.case === "out") given++;
        else { taken++; if (capacity === 0 && key.value === me) own++; }
      }
    });
  }
  // The last of the two to finish may be left without a partner.
  while (wg.count !== 0) { const r = select({ in: c, out: send(c, 2), timeout: 1 }); if (r.case === "in") taken++; else if (r.case === "out") given++; }
  wg.wait();
  console.log(capacity, own, given === taken + c.len);
}
