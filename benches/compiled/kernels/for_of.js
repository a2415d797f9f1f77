// for-of over arrays, with entries, strings and an iterator of one's own; for-in.
const numbers = Array.from({ length: 200 }, (_, i) => i);
const record = { a: 1, b: 2, c: 3, d: 4 };

class Range {
  constructor(end) { this.end = end; }
  [Symbol.iterator]() {
    let next = 0;
    const { end } = this;
    return { next: () => (next < end ? { done: false, value: next++ } : { done: true, value: undefined }) };
  }
}

function sum(list) {
  let total = 0;
  for (const x of list) total += x;
  return total;
}

export function run(n) {
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += sum(numbers);
    for (const [index, x] of numbers.entries()) total += index ^ x;
    for (const letter of "some letters") if (letter === "e") total++;
    for (const x of new Range(50)) total += x;
    for (const key in record) total += record[key];
  }
  return total;
}
