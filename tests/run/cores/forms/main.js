// Objects of many forms, some of which look alike, arrive with their keys, in order, whatever the keys are.
import { chan, go } from "hz";

const there = chan(4), back = chan(4);
go(() => {
  for (const value of there) back.send(value);
});

function travel(value) {
  there.send(value);
  return back.recv();
}

const samples = [
  {},
  { a: 1 },
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { a: 1, c: 2 },
  { "a\0b": 1 },
  { a: 1, "b\0c": 2 },
  { "": 1, a: 2 },
  { a: 1, "": 2 },
  { 2: "two", 1: "one", z: 26 },
  { "日本": 1, "é": 2 },
  { "\ud800": 1, a: 2 },
  { "\ud801": 1, a: 2 },
  { ["__proto__"]: 1, a: { ["__proto__"]: null } },
  { a: { a: { a: { a: 1 } } } },
  { a: 1, b: { a: 2, b: { a: 3, b: {} } } },
];
const show = (value) => JSON.stringify(value);
for (let round = 0; round < 3; round++) {
  for (const sample of samples) {
    const copy = travel(sample);
    if (show(copy) !== show(sample) || Object.getPrototypeOf(copy) !== Object.prototype) {
      console.log("sent", show(sample), "got", show(copy));
    }
  }
}

// Forms are learnt in both directions and by both cores at once; each must mean the same everywhere.
let wrong = 0;
for (let i = 0; i < 300; i++) {
  const sample = { same: i, [`key${i % 40}`]: i, [`other${i % 7}`]: [{ [`in${i % 90}`]: i, x: 1 }] };
  const task = go((i) => ({ same: i, [`key${i % 40}`]: i, [`other${i % 7}`]: [{ [`in${i % 90}`]: i, x: 1 }] }), i);
  if (show(travel(sample)) !== show(sample) || show(task.join()) !== show(sample)) wrong++;
}
there.close();
console.log(wrong === 0 ? "all forms arrived" : `${wrong} did not arrive`);
