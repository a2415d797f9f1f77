// "hz:parallel": functions over lists, done by all cores. Types and documentation: index.d.ts and docs/parallel.md.
// What is here checks what it is given; parallel/crew.js decides who does the work.
// These files are compiled like a program, so that all of it can block.
import ops from "hz:internal/ops";
import { copyOf } from "hz:core/portable";
import { run } from "./parallel/crew.js";
import { FilterJob, FoldJob, ForEachJob, MapJob, RangeJob, ReduceJob, isTyped } from "./parallel/jobs.js";
import { sortList } from "./parallel/sort.js";

/** Calls `fn(item, index)` for each item; gives the results in order. */
export function map(list, fn, options = undefined) {
  const job = new MapJob(listOf("map", list));
  run(job, fn, settings("map", options), "parallel.map");
  return job.end();
}

/** Calls `fn(item, index)` for each item. */
export function forEach(list, fn, options = undefined) {
  const job = new ForEachJob(listOf("forEach", list));
  run(job, fn, settings("forEach", options), "parallel.forEach");
}

/** The items for which `fn(item, index)` gives something true, in order. */
export function filter(list, fn, options = undefined) {
  const job = new FilterJob(listOf("filter", list));
  run(job, fn, settings("filter", options), "parallel.filter");
  return job.end();
}

/** Joins all items to one value by an associative function, or by `combine` where items and value differ. */
export function reduce(list, fn, initial = undefined, options = undefined) {
  listOf("reduce", list);
  const combine = options?.combine;
  if (combine === undefined) {
    const job = new ReduceJob(list);
    const join = run(job, fn, settings("reduce", options), "parallel.reduce");
    return job.end(join, copyOf(initial, "the initial value"));
  }
  if (typeof combine !== "function") throw new TypeError(`parallel.reduce: combine has to be a function, not ${kindOf(combine)}`);
  if (initial === undefined) throw new TypeError("parallel.reduce: combine needs an initial value");
  const job = new FoldJob(list, copyOf(initial, "the initial value"));
  run(job, fn, settings("reduce", options), "parallel.reduce");
  return job.end(combine);
}

/** Sorts a list in place, as its own `sort` would; gives the list. */
export function sort(list, compare = undefined, options = undefined) {
  listOf("sort", list);
  return sortList(list, compare, settings("sort", options));
}

/** Calls `fn(i)` for each whole number from `lo` up to and without `hi`. */
function forRange(lo, hi, fn, options = undefined) {
  for (const bound of [lo, hi]) {
    if (!Number.isSafeInteger(bound)) throw new RangeError(`parallel.for: expected whole numbers as bounds, not ${kindOf(bound)}`);
  }
  run(new RangeJob(lo, hi), fn, settings("for", options), "parallel.for");
}

export { forRange as for };

/** All of them. */
export const parallel = Object.freeze({ map, forEach, filter, reduce, sort, for: forRange });

function listOf(method, list) {
  if (Array.isArray(list) || isTyped(list)) return list;
  throw new TypeError(`parallel.${method}: expected an array or a typed array, not ${kindOf(list)}`);
}

function settings(method, options) {
  if (options === undefined) return { chunk: 0, cores: ops.cores };
  const { chunk = 0, cores = ops.cores, sequential = false } = Object(options);
  if (chunk !== 0) positive(method, "chunk", chunk);
  positive(method, "cores", cores);
  return { chunk, cores: sequential ? 1 : Math.min(cores, ops.cores) };
}

function positive(method, name, value) {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new RangeError(`parallel.${method}: ${name} has to be a whole number above 0, not ${kindOf(value)}`);
}

function kindOf(value) {
  if (typeof value === "number") return String(value);
  if (value === null) return "null";
  return typeof value === "object" ? `a ${value.constructor?.name ?? "null-prototype object"}` : typeof value;
}
