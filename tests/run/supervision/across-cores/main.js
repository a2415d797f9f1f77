// Children on any core; children that are added and removed while the supervisor runs.
import { chan, go } from "hz";
import { supervise } from "hz:supervisor";

const jobs = chan(), results = chan();

function square(jobs, results) {
  for (const n of jobs) {
    if (n < 0) throw new RangeError(`no root of ${n}`);
    results.send(n * n);
  }
}

const supervisor = supervise();
for (const name of ["one", "two"]) supervisor.start({ name, start: () => go(square, jobs, results), restart: "transient" });
go.local(() => {
  for (const n of [1, -1, 2, -2, 3]) jobs.send(n);
});
let sum = 0;
for (let i = 0; i < 3; i++) sum += results.recv();
console.log(sum, supervisor.children.map(({ name }) => name).join());
console.log(supervisor.remove("one"), supervisor.remove("one"));
jobs.send(5);
console.log(results.recv());
supervisor.stop();
try {
  supervisor.start({ name: "late", start: () => go(square, jobs, results) });
} catch (error) {
  console.log(error.message);
}
