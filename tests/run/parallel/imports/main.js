// The same functions by each name.
import * as hz from "hz";
import { parallel as p } from "hz";
import * as all from "hz:parallel";
import { filter, for as range, map as each, parallel, reduce, sort } from "hz:parallel";

function main() {
  const by = 3;
  const list = [1, 2, 3];
  const options = { chunk: 1 };
  console.log(hz.parallel.map(list, (n) => n * by, options), p.map(list, (n) => n * by, options), all.map(list, (n) => n * by, options));
  console.log(each(list, (n) => n * by, options), filter(list, (n) => n < by, options), reduce(list, (a, b) => a + b + by - by, undefined, options));
  console.log(sort([2, 3, 1], (a, b) => (a - b) * by, options), parallel === p, all.map === p.map);
  const seen = new Int32Array(new SharedArrayBuffer(12));
  range(0, 3, (i) => { seen[i] = i * by; }, options);
  all.for(0, 3, (i) => { seen[i] += by; }, options);
  console.log(seen.join());
}

main();
