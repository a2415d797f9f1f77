// Functions get copies of what they capture and of the items, wherever they run: the program's own never change.
import { parallel } from "hz";

const LIMIT = 2;
const settings = JSON.parse('{ "factor": 10 }');

export class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }

  norm() {
    return Math.hypot(this.x, this.y);
  }
}

function main() {
  for (const options of [{ chunk: 1 }, { sequential: true }, undefined]) {
    const log = [];
    const offset = { by: 5 };
    const items = [{ n: 1 }, { n: 2 }, { n: 3 }];
    const results = parallel.map(items, (item) => {
      item.n += offset.by * LIMIT;
      log.push(item.n);
      return item;
    }, options);
    console.log(results, items, log.length, results[0] === items[0]);
    // Classes at the top level of a module keep their class.
    const points = [new Point(3, 4), new Point(6, 8)];
    const scaled = parallel.map(points, (p) => new Point(p.norm(), offset.by), options);
    console.log(scaled, scaled[0] instanceof Point);
    // The same object twice is twice the same object within a part.
    const twice = parallel.map([[1], [2]], (pair) => ({ a: pair, b: pair }), options);
    console.log(twice.every(({ a, b }) => a === b));
  }
  for (const n of [1, 2]) console.log(parallel.map([1, 2], (m) => parallel.map([n, m], (k) => k * n + m, { chunk: 1 }), { chunk: 1 }));
}

main();

// What a top-level statement of the program computes is there, too.
console.log(parallel.map([1, 2, 3], (n) => n * settings.factor, { chunk: 1 }));
for (let i = 0; i < 2; i++) console.log(parallel.map([1, 2], (n) => n + i, { chunk: 1 }));
