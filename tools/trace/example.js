// The program of the picture in docs/tracing.md: two workers here, one on another core, a thread that computes without
// end in sight, and a lock.
import { Mutex, chan, go, sleep } from "hz";

const jobs = chan(2);
const results = chan();
jobs.name = "jobs";
results.name = "results";
const log = new Mutex();
log.name = "log";

function compute(n) {
  let x = 0;
  for (let i = 0; i < n; i++) x = (x * 31 + i) | 0;
  return x;
}

function worker(rounds) {
  for (const job of jobs) {
    const value = compute(rounds);
    log.lock();
    sleep(1);
    log.unlock();
    results.send(job + (value & 1));
  }
}

function producer(count) {
  for (let i = 0; i < count; i++) jobs.send(i);
  jobs.close();
}

function hog() {
  compute(4e6);
}

const COUNT = 6;
function remote() {
  for (const job of jobs) results.send(job);
}

go(remote);
go.local(worker, 2e5);
go.local(worker, 4e5);
go.local(hog);
go.local(producer, COUNT);
let sum = 0;
for (let i = 0; i < COUNT; i++) sum += results.recv();
console.log(sum >= 15);
