// Stable, in place, by a function or by text as Array.prototype.sort; the objects of the list stay the same ones.
import { parallel } from "hz";

class Card {
  constructor(suit, rank) {
    this.suit = suit;
    this.rank = rank;
  }
}

const ways = [undefined, { chunk: 1 }, { chunk: 5 }, { chunk: 16 }, { sequential: true }];

function main() {
  const cards = Array.from({ length: 40 }, (_, i) => new Card("♠♥♦♣"[(i * 7) % 4], (i * 11) % 13));
  const expected = cards.toSorted((a, b) => a.rank - b.rank);
  for (const options of ways) {
    const list = [...cards];
    console.log(parallel.sort(list, (a, b) => a.rank - b.rank, options) === list, list.every((card, i) => card === expected[i]));
    const same = Array.from({ length: 17 }, (_, i) => ({ i }));
    console.log(parallel.sort(same, () => 0, options).every(({ i }, at) => i === at));
  }
  for (const options of ways) {
    const mixed = [10, 9, 1, , undefined, "b", "a", null, 100, , undefined, true, -0, { toString: undefined }].slice(0, 13);
    console.log(parallel.sort(mixed, undefined, options));
  }
  for (const list of [[], [1], [2, 1], [undefined], [, ,]]) console.log(parallel.sort(list, (a, b) => a - b, { chunk: 1 }));
  const numbers = Array.from({ length: 60 }, (_, i) => (i * 37) % 61);
  for (const options of ways) {
    console.log(parallel.sort([...numbers], (a, b) => b - a, options).join() === numbers.toSorted((a, b) => b - a).join());
  }
  // A comparison that fails leaves the list as it was.
  const list = [3, 2, 1, 0];
  try {
    parallel.sort(list, () => { throw new RangeError("not comparable"); }, { chunk: 2 });
  } catch (error) {
    console.log(error.name, error.message, list.join());
  }
}

main();
