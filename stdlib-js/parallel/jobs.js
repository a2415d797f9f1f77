// Work on lists that can be cut: what a core needs for a part (`ask`), what it does there (`step`), and where its result goes
// (`take`). `here` does a part on the calling core, on copies as any other core would get them.

import { domException } from "hz:core/dom_exception";
import { clock } from "hz:core/timers";
import { copyOf } from "hz:core/portable";
import { pack, recycle } from "hz:core/pack";
import { filterItems, foldItems, forItems, forRange, mapItems, reduceItems } from "./steps.js";

const SENT = "the value sent";

/** Whether a list is a typed array. */
export const isTyped = (list) => ArrayBuffer.isView(list) && !(list instanceof DataView);

/** Whether other cores see what is written to a view. */
export const isShared = (view) => typeof SharedArrayBuffer === "function" && view.buffer instanceof SharedArrayBuffer;

// The built-in class of a typed array, also when it is an instance of a class below that.
const classOf = (view) => globalThis[view[Symbol.toStringTag]];

/** A typed array of the same kind over memory that all cores share. */
export function sharedLike(view, length) {
  const type = classOf(view);
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
}

// The same over memory that is shared if the view's is.
function alike(view, length) {
  return isShared(view) ? sharedLike(view, length) : new (classOf(view))(length);
}

// Whether a copy of all that is in there would be the same.
function isFlat(items, from, to) {
  for (let i = from; i < to; i++) {
    const type = typeof items[i];
    if (type === "function" || type === "symbol" || (type === "object" && items[i] !== null)) return false;
  }
  return true;
}

/** Errors of values that cannot be sent name the element of the list that it is about. */
export function renamed(error, base, what) {
  if (!(error instanceof DOMException) || error.name !== "DataCloneError") return error;
  const [, place, rest] = error.message.match(/^the value sent((?:\[\d+\])*)([^]*)$/) ?? [];
  if (place === undefined) return error;
  const path = place.match(/\d+/g) ?? [];
  // What is asked is a list of arguments of which the items are the first.
  if (what === "element") path.shift();
  const [index, ...deeper] = path;
  const name = index === undefined ? what : `${what} ${base + Number(index)}`;
  return domException(`${name}${deeper.map((key) => `[${key}]`).join("")}${rest}`, "DataCloneError");
}

function copied(value, base, what) {
  try {
    return copyOf(value, SENT);
  } catch (error) {
    throw renamed(error, base, what);
  }
}

/** Work on the elements of an array or a typed array. */
class ListJob {
  constructor(list) {
    this.list = list;
    this.length = list.length;
    this.typed = isTyped(list);
    /** The list as other cores see it, when it is in memory that they share. */
    this.shared = this.typed && isShared(list) ? list : null;
  }

  /** How many elements at most are sent at once: packing is not pre-empted. */
  get most() {
    return this.typed ? Infinity : 8192;
  }

  /** Others are to help. */
  share() {
    if (!this.typed || this.shared !== null) return;
    this.shared = sharedLike(this.list, this.length);
    this.shared.set(this.list);
  }

  ask(from, to) {
    return this.shared === null ? [this.list.slice(from, to), 0, to - from, from] : [this.shared, from, to, 0];
  }

  here(fn, from, to) {
    let result;
    if (this.typed || isFlat(this.list, from, to)) {
      result = this.step(fn, this.list, from, to, 0, ...this.extra());
    } else {
      const [items, ...place] = this.ask(from, to);
      result = this.step(fn, copied([items], from, "element")[0], ...place, ...this.extra());
    }
    if (Array.isArray(result) && !isFlat(result, 0, result.length)) result = copied(result, from, "the result of element");
    this.take(result, from, to);
  }

  /** What the step gets besides, on this core. */
  extra() {
    return [];
  }

  take() {}

  end() {}

  /** Milliseconds that handing over an element and its result costs this core. */
  weigh(from, to) {
    if (this.typed) return 0;
    const began = clock();
    recycled(this.ask(from, to));
    const result = this.resultOf(from, to);
    if (result !== undefined) recycled(result);
    return (clock() - began) / (to - from);
  }

  resultOf() {}
}

function recycled(value) {
  try {
    const packer = pack(value, SENT);
    if (packer !== null) recycle(packer);
  } catch {
    // It will be said by whoever sends it.
  }
}

export class ForEachJob extends ListJob {
  step = forItems;
}

export class MapJob extends ListJob {
  step = mapItems;

  constructor(list) {
    super(list);
    const { length } = list;
    this.results = this.typed ? alike(list, length) : [];
    if (!this.typed) this.results.length = length;
    /** The results as other cores see them. */
    this.out = this.shared === null ? null : this.results;
  }

  share() {
    super.share();
    if (!this.typed || this.out !== null) return;
    this.out = sharedLike(this.results, this.length);
    this.out.set(this.results);
  }

  ask(from, to) {
    const what = super.ask(from, to);
    if (this.out !== null) what.push(this.out);
    return what;
  }

  extra() {
    return this.typed ? [this.out ?? this.results] : [];
  }

  take(results, from) {
    if (this.typed) return;
    const { length } = results;
    for (let i = 0; i < length; i++) {
      if (results[i] !== undefined || i in results) this.results[from + i] = results[i];
    }
  }

  resultOf(from, to) {
    return this.results.slice(from, to);
  }

  end() {
    if (this.typed && this.out !== this.results && this.out !== null) this.results.set(this.out);
    return this.results;
  }
}

// Results of parts that have to be put together in the order of the list.
class PartsJob extends ListJob {
  parts = [];

  take(result, from) {
    this.parts.push({ from, result });
  }

  inOrder() {
    return this.parts.sort((a, b) => a.from - b.from).map((part) => part.result);
  }
}

export class FilterJob extends PartsJob {
  step = filterItems;

  end() {
    const kept = [];
    for (const part of this.inOrder()) {
      for (const index of part) kept.push(this.list[index]);
    }
    if (!this.typed) return kept;
    const result = alike(this.list, kept.length);
    result.set(kept);
    return result;
  }
}

export class ReduceJob extends PartsJob {
  step = reduceItems;

  /** `join` puts two partial results together. */
  end(join, initial) {
    let parts = this.inOrder().flat();
    if (initial !== undefined) parts = [initial, ...parts];
    if (parts.length === 0) throw new TypeError("parallel.reduce: the list is empty, and there is no initial value");
    return joined(parts, join);
  }
}

export class FoldJob extends PartsJob {
  step = foldItems;

  constructor(list, neutral) {
    super(list);
    this.neutral = neutral;
  }

  ask(from, to) {
    return [...super.ask(from, to), this.neutral];
  }

  extra() {
    // A function may change what it is given: each part begins with its own.
    return [copyOf(this.neutral, "the initial value")];
  }

  here(fn, from, to) {
    if (this.typed || isFlat(this.list, from, to)) return super.here(fn, from, to);
    const [items, ...rest] = copied(this.ask(from, to), from, "element");
    this.take(copied(this.step(fn, items, ...rest), from, "the result of element"), from);
  }

  end(join) {
    const parts = this.inOrder().flat();
    return parts.length === 0 ? this.neutral : joined(parts, join);
  }
}

function joined(parts, join) {
  let result = parts[0];
  for (let i = 1; i < parts.length; i++) result = join(result, parts[i]);
  return result;
}

/** Calls for each whole number of a range. */
export class RangeJob {
  step = forRange;
  most = Infinity;

  constructor(lo, hi) {
    this.lo = lo;
    this.length = Math.max(0, hi - lo);
  }

  share() {}

  ask(from, to) {
    return [this.lo + from, this.lo + to];
  }

  here(fn, from, to) {
    forRange(fn, this.lo + from, this.lo + to);
  }

  take() {}

  weigh() {
    return 0;
  }

  end() {}
}

/** A list of things to do, each of them a list of arguments for a step; the results are in their order. */
export class TaskJob {
  most = 1;

  constructor(step, tasks) {
    this.step = step;
    this.tasks = tasks;
    this.length = tasks.length;
    this.results = [];
  }

  share() {}

  ask(from) {
    return this.tasks[from];
  }

  here(fn, from) {
    let args = this.tasks[from];
    const [items] = args;
    if (Array.isArray(items) && !isFlat(items, 0, items.length)) args = copied(args, 0, "an element");
    this.take(this.step(fn, ...args), from);
  }

  take(result, from) {
    this.results[from] = result;
  }

  end() {
    return this.results;
  }
}
