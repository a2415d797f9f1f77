// The thread of an async function ends when its promise settles: `join` gives the value, anywhere.
import { go, sleep } from "hz";

async function twice(n) {
  await null;
  sleep(1);
  if (n < 0) throw new RangeError("negative");
  return n * 2;
}

function inPlainCode() {
  const task = go.local(twice, 4);
  return task.join();
}

function failing() {
  const task = go.local(twice, -1);
  try {
    return task.join();
  } catch (error) {
    return `${error.message}, ${task.status}`;
  }
}

function cancelled() {
  const task = go.local(() => new Promise(() => {}));
  sleep(1);
  task.cancel("enough");
  try {
    return task.join();
  } catch (error) {
    return `${error.message}, ${task.status}`;
  }
}

console.log(inPlainCode());
console.log(go(twice, 5).join());
console.log(failing());
console.log(cancelled());
console.log(await go.local(() => Promise.resolve("a promise")));
