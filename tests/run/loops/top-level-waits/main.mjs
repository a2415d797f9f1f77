// Loops at the top level of the entry module that wait in the middle.
import { chan, go, yieldNow } from "hz";

const numbers = chan();
go.local(() => {
  for (let i = 0; i < 10; i++) numbers.send(i);
  numbers.close();
});

let sum = 0, last = -1;
for (let i = 0; i < 4; i++) { last = numbers.recv(); sum += last; }
console.log(sum, last);
const tasks = [];
for (const name of ["a", "b"]) {
  const got = numbers.recv();
  tasks.push(go.local(() => { yieldNow(); return `${name}${got}`; }));
}
for (const task of tasks) console.log(task.join());
try {
  for (;;) { sum += numbers.recv(); yieldNow(); if (sum > 20) throw new RangeError(`${sum}`); }
} catch (error) {
  console.log(error.name, error.message, error.stack.split("\n").length);
}
for await (const x of [Promise.resolve(1)]) for (const y of numbers) sum += x * y;
console.log(sum);
