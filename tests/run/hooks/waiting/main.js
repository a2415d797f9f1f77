// A function that waits in the middle is the same activation afterwards. Async functions and generators leave the stack when they wait.
import { attach } from "hz:hooks";
import { chan, go, yieldNow } from "hz";

const log = [];
const depth = (call) => (call === null ? 0 : 1 + depth(call.caller));
const note = (what) => (call) => log.push(`${"  ".repeat(depth(call.caller))}${what} ${call.function}`);
const hooks = attach(
  { call: note("call"), return: note("return"), throw: note("throw"), suspend: note("suspend"), resume: note("resume") },
  { module: "waiting/main.js" },
);
function told(title) {
  const lines = log.splice(0);
  console.log(`${title}\n  ${lines.join("\n  ")}`);
}

const values = chan();
function takes() {
  return values.recv() + 1;
}
function twice() {
  return takes() + takes();
}
const task = go.local(twice);
values.send(1);
values.send(10);
task.join();
told("green thread");

function* numbers(n) {
  try {
    for (let i = 0; i < n; i++) yield one(i);
  } catch (error) {
    yield one(error);
  } finally {
    one(0);
  }
}
function one(i) {
  return i;
}
function sum(generator) {
  let all = 0;
  for (const i of generator) all += i;
  return all;
}
sum(numbers(2));
told("generator");

const stopped = numbers(5);
stopped.next();
stopped.throw(7);
stopped.return(8);
told("generator that is thrown at and closed");

function* outer() {
  return yield* numbers(1);
}
sum(outer());
told("delegation");

async function waits(promise) {
  try {
    return await promise;
  } catch (error) {
    one(error);
    throw error;
  }
}
await waits(Promise.resolve(1));
await waits(Promise.reject(new Error("no"))).catch(() => {});
told("async function");

async function caller() {
  const first = waits(null);
  one(1);
  return (await first) + (await waits(2));
}
await caller();
told("async functions");

async function blocks() {
  const value = takes();
  return one(value);
}
const blocked = blocks();
one(5);
const sender = go.local(values.send.bind(values), 3);
await blocked;
sender.join();
told("async function that blocks");

async function* slowly() {
  yield one(1);
  await null;
  yield one(2);
}
async function each() {
  let all = 0;
  turns: for await (const i of slowly()) {
    one(i);
    for (;;) {
      all += i;
      continue turns;
    }
  }
  return one(all);
}
async function leaves() {
  outer: for (;;) {
    for await (const i of slowly()) {
      if (i === 1) break outer;
    }
  }
  return one(9);
}
console.log(await each(), await leaves());
told("for await");
yieldNow();
