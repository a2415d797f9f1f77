// An associative function joins items; with `combine` the value may be of another kind. The order is kept.
import { parallel } from "hz";

const ways = [undefined, { chunk: 1 }, { chunk: 3 }, { sequential: true }, { chunk: 1, cores: 1 }];

function main() {
  const letters = [..."abcdefghij"];
  for (const options of ways) {
    console.log(
      parallel.reduce(letters, (a, b) => a + b, undefined, options),
      parallel.reduce(letters, (a, b) => a + b, ">", options),
      parallel.reduce(["x"], () => { throw new Error("never called"); }, undefined, options),
      parallel.reduce([], (a, b) => a + b, "empty", options),
    );
  }
  for (const options of ways) {
    const words = "the cat and the dog and the bird".split(" ");
    const counts = parallel.reduce(words, (map, word) => map.set(word, (map.get(word) ?? 0) + 1), new Map(), {
      ...options,
      combine(a, b) {
        for (const [word, n] of b) a.set(word, (a.get(word) ?? 0) + n);
        return a;
      },
    });
    console.log([...counts].join(" "));
    const places = parallel.reduce(letters, (text, letter, index) => `${text}${index}${letter}`, "", { ...options, combine: (a, b) => a + b });
    console.log(places);
  }
  console.log(parallel.reduce([], (n, word) => n + word.length, 0, { combine: (a, b) => a + b }));
  for (const attempt of [
    () => parallel.reduce([], (a, b) => a + b),
    () => parallel.reduce([1], (a, b) => a + b, undefined, { combine: (a, b) => a + b }),
    () => parallel.reduce([1], (a, b) => a + b, 0, { combine: 1 }),
  ]) {
    try {
      attempt();
    } catch (error) {
      console.log(`${error.name}: ${error.message}`);
    }
  }
}

main();
