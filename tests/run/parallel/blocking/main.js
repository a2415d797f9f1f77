// Functions may wait: for channels, time, promises. Async functions give what their promises settle to.
import { chan, go, parallel, sleep, wait } from "hz";

const later = (value) => new Promise((resolve) => setTimeout(resolve, 1, value));

function main() {
  const questions = chan();
  const answers = chan();
  go((questions, answers) => { for (const q of questions) answers.send(q * 2); }, questions, answers);
  const got = parallel.map([1, 2, 3, 4], (n) => {
    questions.send(n);
    return answers.recv();
  }, { chunk: 1 });
  questions.close();
  console.log(got.sort().join());

  console.log(parallel.map([3, 2, 1], (n) => { sleep(n); return n; }, { chunk: 1 }));
  console.log(parallel.map([1, 2, 3], (n) => wait(later(n * n)), { chunk: 2 }));
  console.log(parallel.map([1, 2, 3], async (n) => (await later(n)) + 1, { chunk: 1 }));
  console.log(parallel.filter([1, 2, 3], async (n) => (await later(n)) > 1, { chunk: 1 }));
  try {
    parallel.forEach([1, 2], async (n) => { if (await later(n) === 2) throw new RangeError("too late"); }, { chunk: 1 });
  } catch (error) {
    console.log(error.name, error.message);
  }
}

main();
