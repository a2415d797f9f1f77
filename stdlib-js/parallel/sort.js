// Sorting on several cores: each sorts a run, the runs are cut into pieces that follow each other, and each core merges one piece
// of all runs. What compares by a function of the program is only called with copies, as everywhere in `parallel`; where items are
// objects, cores tell in which order they come, and the list keeps its own.

import { localForm } from "hz:core/portable";
import { clock, isVirtual } from "hz:core/timers";
import { run } from "./crew.js";
import { TaskJob, isShared, isTyped, sharedLike } from "./jobs.js";
import { cutRuns, naturalOrder } from "./order.js";
import { mergeOrder, mergeShared, sortOrder, sortShared } from "./steps.js";

const CALLER = "parallel.sort";
// As many items are sorted to see what a comparison costs.
const PROBE_LENGTH = 1024;
// See crew.js. Runs and merges send every item twice.
const HAND_OVER_MS = 8;

/** Sorts a list in place. */
export function sortList(list, compare, options) {
  const typed = isTyped(list);
  const items = typed ? list : list.filter((item) => item !== undefined);
  const runs = runsOf(items, compare, options);
  if (typed) {
    sortTyped(items, compare, runs, options);
    return list;
  }
  const sorted = sortItems(items, compare, runs, options);
  put(list, sorted);
  return list;
}

// As Array.prototype.sort does: `undefined` goes behind all else, holes behind that.
function put(list, sorted) {
  const { length } = list;
  let present = 0;
  for (let i = 0; i < length; i++) {
    if (list[i] !== undefined || i in list) present++;
  }
  for (let i = 0; i < present; i++) list[i] = sorted[i];
  for (let i = present; i < length; i++) delete list[i];
}

// Into how many runs the items are cut.
function runsOf(items, compare, { chunk, cores }) {
  const { length } = items;
  if (chunk !== 0) return Math.ceil(length / chunk);
  if (cores === 1 || length < 2 * cores) return 1;
  if (isVirtual) return cores;
  if (length < 2 * PROBE_LENGTH) return 1;
  const began = clock();
  sortHere(items.slice(0, PROBE_LENGTH), compare);
  const comparisonMs = (clock() - began) / (PROBE_LENGTH * Math.log2(PROBE_LENGTH));
  return comparisonMs * length * Math.log2(length) > HAND_OVER_MS ? cores : 1;
}

// The order of items, for a typed array also the array itself, in a thread of its own core.
function sortHere(items, compare) {
  if (isTyped(items)) {
    items.sort(compare === undefined ? undefined : localForm(compare, CALLER));
    return items;
  }
  return doTasks(sortOrder, [[items]], compare, { chunk: 1, cores: 1 }).results[0];
}

function doTasks(step, tasks, compare, { cores }) {
  const job = new TaskJob(step, tasks);
  const here = run(job, compare, { chunk: 1, cores }, CALLER);
  return { results: job.results, here };
}

// Where `runs` parts of about the same length begin, and the end.
function boundsOf(length, runs) {
  const bounds = [];
  for (let r = 0; r <= runs; r++) bounds.push(Math.floor((r * length) / runs));
  return bounds;
}

function sortTyped(list, compare, runs, options) {
  if (runs <= 1) {
    sortHere(list, compare);
    return;
  }
  const shared = isShared(list) ? list : sharedLike(list, list.length);
  if (shared !== list) shared.set(list);
  const bounds = boundsOf(shared.length, runs);
  const views = [];
  for (let r = 0; r < runs; r++) views.push(shared.subarray(bounds[r], bounds[r + 1]));
  const { here } = doTasks(sortShared, views.map((view) => [view]), compare, options);
  const cuts = cutRuns(here ?? naturalOrder(true), views, runs);
  const sorted = sharedLike(list, list.length);
  let at = 0;
  const merges = [];
  for (let p = 0; p < runs; p++) {
    const pieces = views.map((view, r) => view.subarray(cuts[r][p], cuts[r][p + 1]));
    const from = at;
    for (const piece of pieces) at += piece.length;
    merges.push([pieces, sorted.subarray(from, at)]);
  }
  doTasks(mergeShared, merges, compare, options);
  list.set(sorted);
}

function sortItems(items, compare, runs, options) {
  if (runs <= 1) return Array.from(sortHere(items, compare), (index) => items[index]);
  const bounds = boundsOf(items.length, runs);
  const parts = [];
  for (let r = 0; r < runs; r++) parts.push(items.slice(bounds[r], bounds[r + 1]));
  const { results, here } = doTasks(sortOrder, parts.map((part) => [part]), compare, options);
  const sorted = parts.map((part, r) => Array.from(results[r], (index) => part[index]));
  const cuts = cutRuns(here ?? naturalOrder(false), sorted, runs);
  const merges = [];
  for (let p = 0; p < runs; p++) merges.push(mergeOf(sorted, cuts, p));
  const orders = doTasks(mergeOrder, merges, compare, options).results;
  return orders.flatMap((order, p) => Array.from(order, (index) => merges[p][0][index]));
}

// Piece `p` of all runs, one behind the other, and where each begins.
function mergeOf(runs, cuts, p) {
  const items = [];
  const starts = [];
  for (let r = 0; r < runs.length; r++) {
    starts.push(items.length);
    for (let i = cuts[r][p]; i < cuts[r][p + 1]; i++) items.push(runs[r][i]);
  }
  return [items, starts];
}
