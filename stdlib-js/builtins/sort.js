// Array.prototype.sort and toSorted, and those of typed arrays, with a comparison function that may suspend.
//
// A stable merge sort: runs of RUN elements by binary insertion, then merges from the bottom up between two arrays. A pair of
// runs that is in order already is not merged, so sorted input takes one comparison for each element. As in V8 the later
// element is the first argument, and whether it is less is what is asked: comparisons that never say "greater" are common.
//
// Without a comparison function nothing of the program is called but conversions to strings, which cannot suspend, and V8's
// own method does the work.

import { apply, lengthOf, putElement, receiverOf } from "hz:core/abstract";
import { replace } from "hz:core/replace";

// Shorter runs make more merges, longer ones more moves; 8 to 32 differ little.
const RUN = 16;
const MAX_ARRAY_LENGTH = 2 ** 32 - 1;

const { slice } = Array.prototype;
const nativeSort = Array.prototype.sort;
const nativeToSorted = Array.prototype.toSorted;

/** Sorts an array of our own, in which there is no undefined; gives an array with the sorted elements. */
export function mergeSort(items, compare) {
  const length = items.length;
  for (let from = 0; from < length; from += RUN) {
    const to = from + RUN;
    insertionSort(items, from, to < length ? to : length, compare);
  }
  if (length <= RUN) return items;
  let source = items;
  // A copy, and not an empty array: into its holes a setter of Array.prototype would be called.
  let target = apply(slice, items, []);
  for (let width = RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = from + width < length ? from + width : length;
      const to = middle + width < length ? middle + width : length;
      merge(source, target, from, middle, to, compare);
    }
    const other = source;
    source = target;
    target = other;
  }
  return source;
}

function insertionSort(items, from, to, compare) {
  for (let i = from + 1; i < to; i++) {
    const item = items[i];
    // Most input is in order in places: the neighbour is asked first.
    if (!(+compare(item, items[i - 1]) < 0)) continue;
    let low = from;
    let high = i - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (+compare(item, items[middle]) < 0) high = middle;
      else low = middle + 1;
    }
    for (let k = i; k > low; k--) items[k] = items[k - 1];
    items[low] = item;
  }
}

function merge(source, target, from, middle, to, compare) {
  let left = from;
  let right = middle;
  let k = from;
  if (middle < to && +compare(source[middle], source[middle - 1]) < 0) {
    let a = source[left];
    let b = source[right];
    for (;;) {
      if (+compare(b, a) < 0) {
        target[k++] = b;
        if (++right === to) break;
        b = source[right];
      } else {
        target[k++] = a;
        if (++left === middle) break;
        a = source[left];
      }
    }
  }
  while (left < middle) target[k++] = source[left++];
  while (right < to) target[k++] = source[right++];
}

// SortIndexedProperties: the elements that are not undefined, and how many are. Holes count only where they are read through.
function collect(object, length, readsHoles) {
  const items = [];
  let undefineds = 0;
  for (let k = 0; k < length; k++) {
    if (!readsHoles && !(k in object)) continue;
    const value = object[k];
    if (value === undefined) undefineds++;
    else putElement(items, items.length, value);
  }
  return { items, undefineds };
}

const methods = {
  sort(compare) {
    if (typeof compare !== "function") return apply(nativeSort, this, [compare]);
    const object = receiverOf(this);
    const length = lengthOf(object);
    const { items, undefineds } = collect(object, length, false);
    const sorted = mergeSort(items, compare);
    const count = sorted.length;
    let k = 0;
    for (; k < count; k++) object[k] = sorted[k];
    for (const end = count + undefineds; k < end; k++) object[k] = undefined;
    for (; k < length; k++) delete object[k];
    return object;
  },

  toSorted(compare) {
    if (typeof compare !== "function") return apply(nativeToSorted, this, [compare]);
    const object = receiverOf(this);
    const length = lengthOf(object);
    if (length > MAX_ARRAY_LENGTH) throw new RangeError("Invalid array length");
    const { items, undefineds } = collect(object, length, true);
    const sorted = mergeSort(items, compare);
    for (let n = undefineds; n > 0; n--) putElement(sorted, sorted.length, undefined);
    return sorted;
  },
};

replace(Array.prototype, methods);
