// Multiplies two matrices on all cores.
//
//     hzrun examples/matrix/main.js [rows] [how often]          # default 400 rows, once
//
// The three matrices lie in memory that all cores share: each row of the product is written by one of them, and nothing is
// copied. `parallel.for` measures what the first rows cost and gives the others out in shares that get smaller towards the end.
// The inner loop runs along rows of both factors, because the second one is turned over first.
import { parallel } from "hz";

const size = Number(process.argv[2] ?? 400);
const rounds = Number(process.argv[3] ?? 1);
if (![size, rounds].every((n) => Number.isInteger(n) && n > 0)) {
  console.error("usage: hzrun examples/matrix/main.js [rows, at least 1] [how often, at least 1]");
  process.exit(2);
}

// Whole numbers below 100, always the same ones, so that products are exact.
function matrix(size, seed) {
  const values = new Float64Array(new SharedArrayBuffer(8 * size * size));
  let state = seed;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = state % 100;
  }
  return values;
}

function multiply(a, b, size) {
  const turned = new Float64Array(new SharedArrayBuffer(a.byteLength));
  const product = new Float64Array(new SharedArrayBuffer(a.byteLength));
  parallel.for(0, size, (row) => {
    for (let k = 0; k < size; k++) turned[row * size + k] = b[k * size + row];
  });
  parallel.for(0, size, (row) => {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[row * size + k] * turned[column * size + k];
      product[row * size + column] = sum;
    }
  });
  return product;
}

const a = matrix(size, 1);
const b = matrix(size, 2);
let product = a;
const began = performance.now();
for (let round = 0; round < rounds; round++) product = multiply(a, b, size);
const tookMs = (performance.now() - began) / rounds;

// Freivalds' test: (A·B)·x = A·(B·x) for some vector, in a time that grows with the size of the matrices alone.
const times = (m, x) => Array.from(x, (_, row) => x.reduce((sum, value, k) => sum + m[row * size + k] * value, 0));
const x = Array.from({ length: size }, (_, i) => (i * 7) % 11);
const [left, right] = [times(product, x), times(a, times(b, x))];
console.log(left.every((value, i) => value === right[i]) ? "the product is right" : "the product is WRONG");
console.log(`${size} x ${size}: element 0,0 is ${product[0]}, the last one ${product[product.length - 1]}`);
console.error(`${tookMs.toFixed(1)} ms`);
