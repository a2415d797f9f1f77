// parallel.for: each number once, results in memory that all cores share, or over channels.
import { chan, parallel } from "hz";

const counts = new Int32Array(new SharedArrayBuffer(4 * 50));
const hit = (i) => Atomics.add(counts, i, 1);

function main() {
  for (const options of [undefined, { chunk: 1 }, { chunk: 7 }, { sequential: true }]) {
    parallel.for(10, 40, (i) => { Atomics.add(counts, i, 1); }, options);
  }
  console.log(counts.every((n, i) => n === (i >= 10 && i < 40 ? 4 : 0)));
  console.log(parallel.for(5, 5, (i) => { throw i; }), parallel.for(6, 2, (i) => { throw i; }));

  const squares = new Float64Array(new SharedArrayBuffer(8 * 20));
  parallel.for(0, squares.length, (i) => { squares[i] = i * i; }, { chunk: 3 });
  console.log(squares.join());
  parallel.for(-3, 3, (i) => { squares[i + 3] += i; }, { chunk: 1 });
  console.log(squares.join());

  const found = chan(9);
  parallel.for(0, 9, (i) => found.send(i), { chunk: 2 });
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += found.recv();
  console.log(sum);
}

main();

// At the top level, what only this core has is captured like a variable of a function.
const table = new Float64Array(new SharedArrayBuffer(8 * 5));
parallel.for(0, 5, (i) => { table[i] = i + 0.5; }, { chunk: 1 });
console.log(table.join());
console.log(typeof hit);
