// Green threads, a channel, every core: four workers add up square roots.
//
//     hzrun examples/hello/main.js
//
// `go` starts a thread on whichever core has room. What it needs travels with it: arguments are copied, channels
// are shared. Iterating over a channel receives until it is closed and empty.
import { chan, go } from "hz";

const jobs = chan(8), sums = chan();

for (let w = 0; w < 4; w++) {
  go((jobs, sums) => {
    for (const [lo, hi] of jobs) {
      let sum = 0;
      for (let i = lo; i < hi; i++) sum += Math.sqrt(i);   // a tight loop: it is pre-empted, nobody starves
      sums.send(sum);                                      // blocks this green thread only
    }
  }, jobs, sums);
}

go.local(() => {
  for (let i = 0; i < 100; i++) jobs.send([i * 10_000, (i + 1) * 10_000]);
  jobs.close();
});

let total = 0;
for (let i = 0; i < 100; i++) total += sums.recv();
console.log(`the square roots below 1,000,000 add up to ${Math.round(total)}`);
