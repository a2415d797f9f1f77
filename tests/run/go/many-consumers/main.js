// Workers that take from one queue and put into another, of several capacities: sums agree (TestMultiConsumer).
import { WaitGroup, chan, go, yieldNow } from "hz";
const workers = 9, rounds = 300, primes = [2, 3, 7, 11, 13, 17, 19, 23, 27, 31];
const q = chan(workers * 3), r = chan(workers * 3), wg = new WaitGroup();
for (let i = 0; i < workers; i++) {
  wg.go(() => {
    for (const v of q) {
      if (primes[i % primes.length] === v) yieldNow();
      r.send(v);
    }
  });
}
let expected = 0;
go.local(() => {
  for (let i = 0; i < rounds; i++) { const v = primes[i % primes.length]; expected += v; q.send(v); }
  q.close();
  wg.wait();
  r.close();
});
let n = 0, sum = 0;
for (const v of r) { n++; sum += v; }
console.log(n, sum === expected);
