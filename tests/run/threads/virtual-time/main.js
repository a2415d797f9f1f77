// With a seed time is virtual: all clocks agree, sleeping takes none of ours, and the output is the same each time.
import { after, atomically, go, sleep, tick } from "hz";
const read = () => [performance.now(), Date.now() - performance.timeOrigin, new Date() - performance.timeOrigin, Number(process.hrtime.bigint()) / 1e6,
  process.uptime() * 1e3, new Event("x").timeStamp, Temporal.Now.instant().epochMilliseconds - performance.timeOrigin].map(Math.floor);
const agree = () => new Set(atomically(read)).size === 1;

console.log(new Date(performance.timeOrigin).toISOString(), agree());
const started = Date.now();
sleep(3_600_000);
const slept = Date.now() - started;
console.log(slept >= 3_600_000 && slept < 3_600_100, agree());

// A loop that waits for a time comes to an end, and timers that are due meanwhile fire.
let fired = 0;
setTimeout(() => fired++, 5);
go.local(() => { sleep(5); fired++; });
const until = performance.now() + 50;
while (performance.now() < until);
console.log(fired, agree());

const ticks = tick(1000), times = [];
const first = performance.now();
for (let i = 0; i < 3; i++) times.push(Math.round((ticks.recv() - first) / 1000));
ticks.close();
console.log(times.join(), Math.round((after(2000).recv() - first) / 1000));

// Date is the language's in everything else.
class Day extends Date { next() { return new Day(+this + 864e5); } }
const day = new Day("2001-02-03T04:05:06Z");
console.log(day.next().toISOString(), day instanceof Date, Object.prototype.toString.call(day), typeof Date(), new Date(2020, 1).getMonth(), Date.UTC(1970, 0, 2));
console.log(Date.name, Date.length, day.constructor === Day, new Date(0).constructor === Date, String(Date).includes("[native code]"), Date.now.length);
