// The first failure ends the rest and is thrown to the caller: with its class, its message, its stack and its cause.
import { chan, parallel, sleep } from "hz";

class Broken extends Error {
  constructor(part, options) {
    super(`part ${part} is broken`, options);
    this.part = part;
  }
}

function check(n) {
  if (n === 7) throw new Broken(n, { cause: new TypeError("worn out") });
  return n;
}

function attempt(run) {
  try {
    console.log("no failure:", run());
  } catch (error) {
    console.log(error instanceof Broken, error.name, error.message, error.part, error.cause?.message);
    console.log(/at .*check/.test(error.stack));
  }
}

function main() {
  const list = Array.from({ length: 12 }, (_, i) => i);
  for (const options of [{ chunk: 1 }, { chunk: 2, cores: 2 }, { sequential: true }]) {
    attempt(() => parallel.map(list, check, options));
    attempt(() => parallel.filter(list, (n) => check(n), options));
    attempt(() => parallel.forEach(list, check, options));
    attempt(() => parallel.for(0, 12, check, options));
    attempt(() => parallel.reduce(list, (a, b) => Math.max(check(a), check(b)), undefined, options));
    attempt(() => parallel.sort([3, 7, 1], (a, b) => check(a) - check(b), options));
  }

  // Who waits is woken, and nothing goes on afterwards.
  const ended = chan(4);
  attempt(() => parallel.forEach([0, 7], (n) => {
    try {
      if (n === 0) sleep(300);
      sleep(1);
      check(n);
    } finally {
      ended.send(n);
    }
  }, { chunk: 1, cores: 2 }));
  console.log(ended.len >= 1);

  // What is thrown need not be an error.
  try {
    parallel.map([1, 2, 3], (n) => { throw { code: n > 0 }; }, { chunk: 1 });
  } catch (thrown) {
    console.log(thrown);
  }
}

main();
