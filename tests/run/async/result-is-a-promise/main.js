// What a function gives that blocked in async code is given as it is: a promise, or a task, is not waited for.
import { go, sleep } from "hz";

function later() {
  sleep(1);
  return Promise.resolve("settled");
}

function starts() {
  sleep(1);
  return go.local(() => "joined");
}

async function main() {
  const promise = later();
  const task = starts();
  console.log(promise instanceof Promise, typeof task.join);
  return [await promise, task.join()];
}

console.log((await main()).join());
