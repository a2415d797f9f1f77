// The body of a CommonJS module that is the program leaves the stack where it blocks: a thread that waits inside native code
// above it (a derived constructor, an accessor) gets its answer from it.
const { chan, current, go, sleep, threads } = require("hz");
const assert = require("node:assert");

// A body that computes is pre-empted: other threads run, but no promise job before it rests.
let jobs = 0;
let computes = true;
Promise.resolve().then(() => jobs++);
go.local(() => { computes = false; });
while (computes);
console.log(jobs);
sleep(0.1);
console.log(jobs);

const questions = chan();
const answers = chan();
class Base { constructor() { this.value = questions.recv(); } }
class Derived extends Base { constructor() { super(); } }

const id = current().id;
go.local(() => answers.send(new Derived().value + 1));
sleep(1);
console.log(current().name, current().id === id, threads().some((thread) => thread.name === "main"));
questions.send(41);
console.log(answers.recv());

function ask() {
  sleep(1);
  questions.send(5);
  return answers.recv() * 2;
}
const asker = { get answer() { return questions.recv(); } };
go.local(() => answers.send(asker.answer));
console.log(ask());

try {
  (function fails() { sleep(1); throw new RangeError("from the body"); })();
} catch (error) {
  console.log(error.stack.replace(/\(?\/.*\/(main\.cjs:\d+):\d+\)?/g, "$1"));
}
module.exports = { done: true };
assert.equal(require.cache[__filename].loaded, false);
setTimeout(() => console.log(require.cache[__filename].loaded, require("./main.cjs").done), 0);
