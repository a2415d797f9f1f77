// Typed arrays of all kinds; views of shared memory give views of shared memory.
import { parallel } from "hz";

const kinds = [
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
];

function main() {
  for (const kind of kinds) {
    const list = kind.from([3, 1, 2, 9, 4]);
    const doubled = parallel.map(list, (n, i) => n * 100 - i, { chunk: 2 });
    const even = parallel.filter(list, (n) => n % 2 === 0, { chunk: 2 });
    const sorted = parallel.sort(kind.from(list), undefined, { chunk: 2 });
    console.log(
      doubled.constructor === kind, doubled.join() === list.map((n, i) => n * 100 - i).join(),
      even.constructor === kind, even.join(), sorted.join(), parallel.reduce(list, (a, b) => a + b, 0, { chunk: 2 }),
    );
  }
  const big = BigInt64Array.of(3n, -1n, 2n);
  console.log(parallel.map(big, (n) => n * 2n, { chunk: 1 }), parallel.reduce(big, (a, b) => a + b, undefined, { chunk: 1 }));
  console.log(parallel.sort(big, (a, b) => (a < b ? -1 : 1), { chunk: 1 }));

  const shared = new Float64Array(new SharedArrayBuffer(8 * 6)).map((_, i) => i);
  shared.set([5, 4, 3, 2, 1, 0]);
  const view = new Float64Array(new SharedArrayBuffer(8 * 6));
  view.set(shared);
  const halves = parallel.map(view, (n) => n / 2, { chunk: 1 });
  console.log(halves.buffer instanceof SharedArrayBuffer, halves.join(), shared.buffer instanceof SharedArrayBuffer);
  // The function gets numbers; memory that it captures is the same on every core.
  parallel.forEach(view.subarray(1, 4), (n, i) => { view[i + 1] = n * 10; }, { chunk: 1 });
  console.log(view.join());
  // A part of a larger memory.
  const part = Float64Array.of(9, 8, 7, 6, 5, 4).subarray(1, 5);
  parallel.sort(part, undefined, { chunk: 1 });
  console.log(part.join(), new Float64Array(part.buffer).join());
  console.log(parallel.sort(Float64Array.of(NaN, 1, -0, 0, -Infinity, NaN, -0), undefined, { chunk: 2 }));
}

main();
