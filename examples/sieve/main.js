// The prime sieve as a pipeline: one green thread for each prime found so far.
//
//     hzrun examples/sieve/main.js [how many]          # default 1000
//
// `numbers` sends 2, 3, 4, … down the line. Each `sieve` thread takes the first number that reaches it, a prime,
// and lets through only what that prime does not divide. The thousandth prime thus stands behind a chain of a thousand
// threads and channels; Hoare drew it in 1978 ("Communicating Sequential Processes"), Go made it famous.
import { chan, go } from "hz";

function numbers(to) {
  for (let n = 2; ; n++) to.send(n);
}

function sieve(prime, from, to) {
  for (const n of from) {
    if (n % prime !== 0) to.send(n);
  }
}

const wanted = Number(process.argv[2] ?? 1000);
if (!Number.isInteger(wanted) || wanted < 1) {
  console.error("usage: hzrun examples/sieve/main.js [how many primes, at least 1]");
  process.exit(2);
}

let line = chan();
go.local(numbers, line);
for (let found = 1; found <= wanted; found++) {
  const prime = line.recv();
  console.log(prime);
  const next = chan();
  go.local(sieve, prime, line, next);
  line = next;
}
// The threads of the line would go on for ever; the program has what it wanted.
process.exit(0);
