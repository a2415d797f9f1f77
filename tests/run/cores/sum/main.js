// Work split over all cores: jobs go out by one channel, partial sums come back by another.
import { chan, go } from "hz";

const PARTS = 8;
const N = 80_000;

function worker(jobs, sums) {
  for (const [lo, hi] of jobs) {
    let sum = 0;
    for (let i = lo; i < hi; i++) sum += i;
    sums.send(sum);
  }
}

const jobs = chan(PARTS);
const sums = chan();
for (let w = 0; w < 4; w++) go(worker, jobs, sums);
for (let p = 0; p < PARTS; p++) jobs.send([(p * N) / PARTS, ((p + 1) * N) / PARTS]);
jobs.close();
let total = 0;
for (let p = 0; p < PARTS; p++) total += sums.recv();
console.log(total === (N * (N - 1)) / 2);
