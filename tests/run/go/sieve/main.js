// The prime sieve, one filter after the other (sieve1), and one that merges multiples by a heap of channels (sieve2).
import { chan, go } from "hz";
function primesByFilters(n) {
  let c = chan();
  const found = [], generator = c;
  const tasks = [go.local(() => { for (let i = 2; ; i++) generator.send(i); })];
  while (found.length < n) {
    const prime = c.recv(), from = c, to = chan();
    found.push(prime);
    tasks.push(go.local(() => { for (;;) { const i = from.recv(); if (i % prime !== 0) to.send(i); } }));
    c = to;
  }
  for (const task of tasks) task.cancel();
  return found;
}
function primesByMerging(limit) {
  const multiples = (p) => { const c = chan(4); go.local(() => { for (let m = p * p; m <= limit; m += p) c.send(m); c.close(); }); return c; };
  const found = [];
  let heads = [];
  for (let n = 2; n <= limit; n++) {
    let composite = false;
    for (const head of heads) while (head.next !== undefined && head.next <= n) { if (head.next === n) composite = true; head.next = head.from.recv(); }
    heads = heads.filter((head) => head.next !== undefined);
    if (composite) continue;
    found.push(n);
    if (n * n <= limit) { const from = multiples(n); heads.push({ from, next: from.recv() }); }
  }
  return found;
}
const a = primesByFilters(30), b = primesByMerging(113);
console.log(a.join() === b.join(), b.length, b.at(-1));
