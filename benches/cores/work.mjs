// CPU-bound work in pieces, the same for hz and Node: piece `part` of `parts` of each problem. Nothing is shared, so two pieces
// on two cores should take half the time of one after the other.

/** Points of the Mandelbrot set in every `parts`-th row. */
export function mandelbrot(part, parts) {
  const size = 400;
  let inside = 0;
  for (let y = part; y < size; y += parts) {
    for (let x = 0; x < size; x++) {
      const cr = (3 * x) / size - 2.25, ci = (3 * y) / size - 1.5;
      let re = 0, im = 0, i = 0;
      for (; i < 200 && re * re + im * im < 4; i++) {
        const next = re * re - im * im + cr;
        im = 2 * re * im + ci;
        re = next;
      }
      if (i === 200) inside++;
    }
  }
  return inside;
}

/** Sum of every `parts`-th row of the product of two matrices. */
export function matrix(part, parts) {
  const size = 240;
  const a = new Float64Array(size * size), b = new Float64Array(size * size);
  for (let i = 0; i < size * size; i++) {
    a[i] = i % 7;
    b[i] = i % 5;
  }
  let sum = 0;
  for (let y = part; y < size; y += parts) {
    for (let x = 0; x < size; x++) {
      let cell = 0;
      for (let k = 0; k < size; k++) cell += a[y * size + k] * b[k * size + x];
      sum += cell;
    }
  }
  return sum;
}

const SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "so", "ta", "vi"];

/** Different words in that part of a text that is made up on the way. */
export function wordCount(part, parts) {
  const words = 240_000;
  const counts = new Map();
  let state = 12345 + part;
  let line = "";
  for (let i = part; i < words; i += parts) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 1;
    line += `${SYLLABLES[state & 7]}${SYLLABLES[(state >> 5) & 7]}${SYLLABLES[(state >> 10) & 7]} `;
    if (line.length < 500) continue;
    for (const word of line.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    line = "";
  }
  return counts.size;
}

/** Turns a loop; for tasks of a known length. */
export function spin(turns) {
  let x = 1;
  for (let i = 0; i < turns; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

/** Lengths of tasks, in turns of `spin`: most are short, some are a hundred times as long, in no order. */
export function lengths() {
  const turns = [];
  for (let i = 0; i < 200; i++) turns.push(i % 25 === 7 ? 10_000_000 : 100_000);
  return turns;
}
