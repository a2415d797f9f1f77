// map, filter and forEach as those of arrays, whoever does the work: alone, in parts of a given size, on as many cores as said.
import { chan, parallel } from "hz";

const square = (n) => n * n;

function everyWay(check) {
  for (const options of [undefined, { sequential: true }, { chunk: 1 }, { chunk: 3, cores: 2 }, { chunk: 7 }, { cores: 1 }, { chunk: 99 }]) {
    check(options);
  }
}

function main() {
  const list = Array.from({ length: 20 }, (_, i) => (i * 7) % 20);
  const expected = {
    map: list.map((n, i) => n * 100 + i),
    filter: list.filter((n, i) => (n + i) % 3 === 0),
    square: list.map(square),
    objects: list.map((n) => ({ n, twice: [n, n] })),
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  everyWay((options) => {
    console.log(
      same(parallel.map(list, (n, i) => n * 100 + i, options), expected.map),
      same(parallel.filter(list, (n, i) => (n + i) % 3 === 0, options), expected.filter),
      same(parallel.map(list, square, options), expected.square),
      same(parallel.map(list, (n) => ({ n, twice: [n, n] }), options), expected.objects),
      parallel.map([], square, options).length,
      parallel.filter([], square, options).length,
      parallel.forEach([], square, options),
    );
  });

  everyWay((options) => {
    const seen = chan(20);
    parallel.forEach(list, (n, i) => seen.send(n * 100 + i), options);
    seen.close();
    console.log(same([...seen].sort((a, b) => a - b), [...expected.map].sort((a, b) => a - b)));
  });

  // Only the item and its index are given.
  console.log(parallel.map([1], (...args) => args.length)[0], parallel.map([1, 2, 3], Number.isInteger.name === "" ? square : square));

  // What is found stays the program's own object.
  const people = [{ age: 3 }, { age: 30 }, { age: 50 }];
  console.log(parallel.filter(people, (p) => p.age > 10, { chunk: 1 })[1] === people[2]);
}

main();
