// Values of every kind in one channel arrive in order and as they were, whichever way each takes: numbers, constants, text,
// objects of bytes, values too large for that, memory, channels.
import { chan, go, move } from "hz";

const big = Array.from({ length: 20_000 }, (_, i) => i % 300);
const channel = chan(1);
const values = [
  0, -0, 1, -1, 127, 128, -(2 ** 31), 2 ** 31, 2 ** 53, 1.5, NaN, Infinity, -Infinity,
  undefined, null, true, false,
  "", "a", "a name", "exactly 12 c", "thirteen char", "ÿ and é", "日本", "\ud800", "x".repeat(100), "y".repeat(5_000),
  [], [1, 2], [undefined, null], ["a name", "a name", "ÿ", "日本", "z".repeat(3_000)], { n: -0, d: 0.1, t: true },
  big, { big, after: "text" }, 12345678901234567890n,
  new Uint8Array([1, 2, 3]), [channel, channel], "the end",
];

function kindOf(value) {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return value.length > 20 ? `${value.length} of ${value[0]}` : JSON.stringify(value);
  if (value instanceof Uint8Array) return `bytes ${value.join()}`;
  if (Array.isArray(value)) {
    if (value.length === 2 && typeof value[0]?.send === "function") return `channels ${value[0] === value[1]} ${value[0].cap}`;
    return value.length > 20 ? `${value.length}: ${value.reduce((sum, n) => sum + n, 0)}` : `[${value.map(kindOf).join(" ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value).map(([key, item]) => `${key}:${kindOf(item)}`).join(" ")}}`;
  }
  return typeof value === "bigint" ? `${value}n` : String(value);
}

for (const capacity of [0, 1, 64]) {
  const there = chan(capacity), back = chan(capacity);
  const task = go((there, back) => {
    for (const value of there) back.send(value);
  }, there, back);
  let wrong = 0;
  const sender = go.local(() => {
    for (const value of values) there.send(value);
    there.close();
  });
  for (const value of values) {
    const copy = back.recv();
    if (kindOf(copy) !== kindOf(value)) {
      wrong++;
      console.log("sent", kindOf(value), "got", kindOf(copy));
    }
  }
  sender.join();
  task.join();
  console.log(capacity, wrong);
}

const memory = new ArrayBuffer(1 << 20);
const moved = chan();
const task = go((moved) => moved.recv().byteLength, moved);
moved.send(move(memory));
console.log(task.join(), memory.byteLength);
