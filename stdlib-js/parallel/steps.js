// What cores do with their share of the work: functions at the top level of a module, so that any isolate finds them.
//
// Each takes the function of the program and what a Job's `ask` gives: `items` from `from` to `to`, where `items[i]` is element
// `base + i` of the list. Memory that is shared is sent whole, once; of anything else a core gets its own part.

import { wait } from "hz:core/task";
import { mergeRuns, numericOrder, orderOf } from "./order.js";

// An async function's result is what its promise settles to: a green thread can wait for that.
function settled(result) {
  return typeof result === "object" && result instanceof Promise ? wait(result) : result;
}

// As `i in items`, which costs more.
function isHole(items, i) {
  return items[i] === undefined && !(i in items);
}

/** Gives the results as an array with the holes of the items; or, with `out`, puts them there. */
export function mapItems(fn, items, from, to, base, out) {
  if (out !== undefined) {
    for (let i = from; i < to; i++) out[i] = settled(fn(items[i], base + i));
    return undefined;
  }
  const results = [];
  results.length = to - from;
  for (let i = from; i < to; i++) {
    if (!isHole(items, i)) results[i - from] = settled(fn(items[i], base + i));
  }
  return results;
}

export function forItems(fn, items, from, to, base) {
  for (let i = from; i < to; i++) {
    if (!isHole(items, i)) settled(fn(items[i], base + i));
  }
}

/** Gives the indices of those for which the function gives something true. */
export function filterItems(fn, items, from, to, base) {
  const kept = [];
  for (let i = from; i < to; i++) {
    if (!isHole(items, i) && settled(fn(items[i], base + i))) kept.push(base + i);
  }
  return kept;
}

/** Gives the items joined to one, in an array that is empty when there are none but holes. */
export function reduceItems(fn, items, from, to) {
  let i = from;
  while (i < to && isHole(items, i)) i++;
  if (i === to) return [];
  let result = items[i++];
  for (; i < to; i++) {
    if (!isHole(items, i)) result = settled(fn(result, items[i]));
  }
  return [result];
}

/** The same from a neutral value on, so that the result can be of another kind than the items. */
export function foldItems(fn, items, from, to, base, neutral) {
  let result = neutral;
  for (let i = from; i < to; i++) {
    if (!isHole(items, i)) result = settled(fn(result, items[i], base + i));
  }
  return [result];
}

export function forRange(fn, from, to) {
  for (let i = from; i < to; i++) settled(fn(i));
}

/** Sorts a run of a typed array in place. */
export function sortShared(compare, view) {
  view.sort(compare);
}

/** Merges runs of a typed array into another one, which is as long as they are together. */
export function mergeShared(compare, runs, out) {
  const items = new out.constructor(out.length);
  const starts = [];
  let length = 0;
  for (const run of runs) {
    starts.push(length);
    items.set(run, length);
    length += run.length;
  }
  const order = mergeRuns(compare ?? numericOrder, items, starts);
  for (let i = 0; i < length; i++) out[i] = items[order[i]];
}

/** Gives the order of the items: which of them comes first, second… */
export function sortOrder(compare, items) {
  return orderOf(compare, items);
}

/** The same for items that consist of sorted runs, which begin at `starts`. */
export function mergeOrder(compare, items, starts) {
  if (compare !== undefined) return mergeRuns(compare, items, starts);
  return orderOf(undefined, items);
}
