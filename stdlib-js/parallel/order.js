// Orders: a list of indices that says which item comes first, second… All of them are stable.

/** As Array.prototype.sort compares without a function, for texts. */
export function textOrder(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As typed arrays are sorted without a function: -0 before 0, NaN last. */
export function numericOrder(a, b) {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a === 0 ? Object.is(b, -0) - Object.is(a, -0) : 0;
  return a === a ? -1 : b === b ? 1 : 0;
}

/** The comparison that holds for a list without a function of the program's. */
export function naturalOrder(isTyped) {
  return isTyped ? numericOrder : (a, b) => textOrder(`${a}`, `${b}`);
}

/** The order of items, without a function that of their texts. */
export function orderOf(compare, items) {
  const order = new Uint32Array(items.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  if (compare !== undefined) return order.sort((a, b) => compare(items[a], items[b]));
  const texts = [];
  for (const item of items) texts.push(`${item}`);
  return order.sort((a, b) => textOrder(texts[a], texts[b]));
}

/** The order of items that consist of sorted runs, which begin at `starts`. */
export function mergeRuns(compare, items, starts) {
  const length = items.length;
  let bounds = [...starts, length];
  let source = new Uint32Array(length);
  for (let i = 0; i < length; i++) source[i] = i;
  let target = new Uint32Array(length);
  while (bounds.length > 2) {
    const wider = [];
    for (let i = 0; i + 1 < bounds.length; i += 2) {
      const [from, middle] = [bounds[i], bounds[i + 1]];
      const to = i + 2 < bounds.length ? bounds[i + 2] : middle;
      mergeTwo(compare, items, source, target, from, middle, to);
      wider.push(from);
    }
    wider.push(length);
    bounds = wider;
    [source, target] = [target, source];
  }
  return source;
}

// Of equal ones that of the first run goes first.
function mergeTwo(compare, items, source, target, from, middle, to) {
  let [left, right] = [from, middle];
  for (let at = from; at < to; at++) {
    const takesRight = right < to && (left === middle || compare(items[source[right]], items[source[left]]) < 0);
    target[at] = source[takesRight ? right++ : left++];
  }
}

/**
 * Cuts sorted runs so that piece `p` of each, taken together, comes before piece `p + 1` of each: gives for each run the
 * `pieces + 1` places where it is cut. The cuts are at items drawn from all runs in equal distances, which makes pieces
 * of about the same length (Shi and Schaeffer, Parallel Sorting by Regular Sampling, 1992). Items that are equal stay in the order of
 * their runs: a cut at an item of run `r` goes behind its equals in earlier runs and before those in later ones.
 */
export function cutRuns(compare, runs, pieces) {
  const samples = [];
  for (let r = 0; r < runs.length; r++) {
    for (let s = 0; s < pieces; s++) samples.push({ r, at: Math.floor((s * runs[r].length) / pieces) });
  }
  const present = samples.filter(({ r, at }) => at < runs[r].length);
  present.sort((a, b) => compare(runs[a.r][a.at], runs[b.r][b.at]) || a.r - b.r || a.at - b.at);
  const cuts = runs.map(() => [0]);
  for (let p = 1; p < pieces; p++) {
    const pivot = present[Math.floor((p * present.length) / pieces)];
    const item = runs[pivot.r][pivot.at];
    for (let r = 0; r < runs.length; r++) {
      cuts[r].push(r === pivot.r ? pivot.at : placeIn(compare, runs[r], item, r < pivot.r));
    }
  }
  runs.forEach((run, r) => cuts[r].push(run.length));
  return cuts;
}

// Where an item would go in a sorted run, behind its equals or before them.
function placeIn(compare, run, item, behind) {
  let [low, high] = [0, run.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(run[middle], item);
    if (order < 0 || (behind && !(order > 0))) low = middle + 1;
    else high = middle;
  }
  return low;
}
