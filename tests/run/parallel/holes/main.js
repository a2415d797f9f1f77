// Holes stay holes and are not visited, as with the methods of arrays.
import { parallel } from "hz";

function main() {
  const sparse = [1, , undefined, 4, , 6];
  sparse.length = 8;
  for (const chunk of [1, 2, 3, 100]) {
    const options = { chunk };
    console.log(parallel.map(sparse, (n, i) => `${n}@${i}`, options));
    console.log(parallel.filter(sparse, () => true, options), parallel.filter(sparse, (n) => n === undefined, options).length);
    console.log(parallel.reduce(sparse, (a, b) => (a ?? 0) + (b ?? 0), undefined, options));
    console.log(parallel.map([, ,], () => 1, options), parallel.map([1], () => undefined, options));
  }
  const objects = [{ n: 1 }, , { n: 3 }];
  console.log(parallel.map(objects, (o) => ({ ...o, seen: true }), { chunk: 2 }));
  const large = [];
  large[100] = "end";
  console.log(parallel.filter(large, () => true), Object.keys(parallel.map(large, (text) => text.length, { chunk: 30 })));
}

main();
