// What cannot be handed to other cores is refused, on one core as on many, with the way out.
import { parallel } from "hz";

function attempt(run) {
  try {
    console.log("not refused:", run());
  } catch (error) {
    console.log(`${error.name}: ${error.message.replace(/element \d+/g, "element N")}`);
  }
}

class Counter {
  step = 2;

  all(list) {
    return parallel.map(list, (n) => n * this.step);
  }
}

function main() {
  const helper = (n) => n + 1;
  const list = [1, 2, 3];
  const many = { chunk: 1 };
  attempt(() => parallel.map(list, helper));
  attempt(() => parallel.map(list, (n) => helper(n)));
  attempt(() => new Counter().all(list));
  attempt(() => parallel.map(list, "text"));
  attempt(() => parallel.map(list));
  attempt(() => parallel.reduce([]));
  attempt(() => parallel.map("abc", (c) => c));
  attempt(() => parallel.forEach(new Set(list), (c) => c));
  attempt(() => parallel.map(new DataView(new ArrayBuffer(4)), (c) => c));
  attempt(() => parallel.map(list, (n) => n, { chunk: 0.5 }));
  attempt(() => parallel.map(list, (n) => n, { cores: -1 }));
  attempt(() => parallel.for(0, "many", (n) => n));
  for (const options of [many, { sequential: true }]) {
    attempt(() => parallel.map([{ deep: [() => 1] }], (o) => o, options));
    attempt(() => parallel.map(list, (n) => () => n, options));
    attempt(() => parallel.map(list, (n) => ({ n, later: () => n }), options));
    attempt(() => parallel.filter([Symbol("s")], (o) => o, options));
    attempt(() => parallel.map(list, () => new WeakMap(), options));
  }

  // Results that would be lost: other cores have copies.
  const sums = [0, 0, 0];
  attempt(() => parallel.for(0, 3, (i) => { sums[i] += i; }));
  const memory = new Float64Array(3);
  attempt(() => parallel.for(0, 3, (i) => { memory[i] = i; }));
  const total = { value: 0 };
  attempt(() => parallel.forEach(list, (n) => { total.value++; }));
  attempt(() => parallel.map(list, (n) => { const own = [0]; own[0] = n + memory.length; return own[0]; }));
}

main();
