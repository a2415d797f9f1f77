// Memory must stay flat while 100,000 threads come and go for minutes: ./dev soak [SECONDS [THREADS [LEAK]]].
//
// A third of the threads pass tokens around in rings of channels, a third sleep and wake, a third live for a moment: they block in
// a select that is answered, times out or is cancelled, in a join, a mutex or an await, then end and leave another in their
// place. Every few seconds the resident memory is printed. It has a while to settle; if it then goes on growing, this fails.
// With LEAK, each life leaves so many bytes behind: that must be noticed.
import { Local, Mutex, chan, go, scope, select, send, sleep, wait, withTimeout } from "hz";

const [seconds = 180, total = 100_000, leak = 0] = process.argv.slice(2).map(Number);
const SAMPLES = 30, RING = 10;
// What a sample may differ by chance: when the collector ran last.
const ALLOWED = { growth: 1.02, slope: 1.1 };

let ended = 0, passed = 0, woken = 0;
const random = (n) => Math.floor(Math.random() * n);
const user = new Local(0);
const leaked = [];

function ring() {
  const channels = Array.from({ length: RING }, () => chan());
  for (let i = 0; i < RING; i++) go.local(() => { for (const token of channels[i]) { passed++; if (i === 0) sleep(random(4000)); channels[(i + 1) % RING].send(token); } });
  go.local(() => channels[0].send(1));
}

function sleeper() {
  for (;;) {
    sleep(100 + random(8000));
    woken++;
  }
}

const shared = chan(100), gate = new Mutex();
const lives = [
  () => select({ shared, other: chan(), timeout: random(100) }),
  () => select({ s: send(shared, {}), timeout: random(100) }),
  () => shared.trySend(new Array(10).fill(0)),
  () => { try { withTimeout(random(20), () => chan().recv()); } catch {} },
  () => { const task = go.local(() => chan().recv()); sleep(random(20)); task.cancel(); try { task.join(); } catch {} },
  () => gate.run(() => ended++),
  () => user.run(random(10), () => wait(new Promise((resolve) => setTimeout(resolve, random(50))))),
  () => wait((async () => { await null; sleep(random(20)); return user.get(); })()),
  () => scope((s) => { for (let i = 0; i < 3; i++) s.go(() => sleep(random(10))); }),
  () => { try { go.local(() => { throw new Error("expected"); }).join(); } catch {} },
];
function mayfly() {
  sleep(random(20_000));
  lives[random(lives.length)]();
  ended++;
  if (leak > 0) leaked.push(new Uint8Array(leak).fill(1));
  go.local(mayfly);
}

for (let i = 0; i < total / 3 / (RING + 1); i++) ring();
for (let i = 0; i < total / 3; i++) go.local(sleeper);
for (let i = 0; i < total / 3; i++) go.local(mayfly);

const samples = [];
go.local(() => {
  for (let i = 1; i <= SAMPLES; i++) {
    sleep((seconds * 1000) / SAMPLES);
    const { rss, heapUsed } = process.memoryUsage();
    samples.push(rss);
    const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
    console.log(`${Math.round((i * seconds) / SAMPLES)} s  resident ${mib(rss)}  heap ${mib(heapUsed)}  ended ${ended}  passed ${passed}  woken ${woken}`);
  }
}).join();

// The first third is for settling. Of the rest, the least of the later half must not lie above the most of the earlier.
const settled = samples.slice(SAMPLES / 3), half = settled.length / 2;
const earlier = Math.max(...settled.slice(0, half)), later = Math.min(...settled.slice(half));
const growth = later / earlier, slope = settled.at(-1) / settled[0];
console.log(`resident memory: least of the last third / most of the one before ${growth.toFixed(3)}, last / first ${slope.toFixed(3)}`);
const isFlat = growth <= ALLOWED.growth && slope <= ALLOWED.slope;
console.log(isFlat ? "flat" : "GROWS");
process.exit(isFlat && ended > 0 && passed > 0 && woken > 0 ? 0 : 1);
