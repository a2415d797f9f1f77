// `performance`: the monotonic clock, marks and measures. Entries are kept until they are cleared, at most
// `maxEntries`; the oldest go first.
import ops from "hz:internal/ops";
import { clock } from "hz:core/timers";
import { DOMException } from "./dom_exception.js";
import { inspect } from "./inspect.js";

const maxEntries = 10_000;
const permission = Symbol("permission");

export class PerformanceEntry {
  #name;
  #entryType;
  #startTime;
  #duration;

  constructor(allowed, name, entryType, startTime, duration) {
    if (allowed !== permission) throw new TypeError("Illegal constructor");
    this.#name = name;
    this.#entryType = entryType;
    this.#startTime = startTime;
    this.#duration = duration;
  }

  get name() { return this.#name; }
  get entryType() { return this.#entryType; }
  get startTime() { return this.#startTime; }
  get duration() { return this.#duration; }

  toJSON() {
    const { name, entryType, startTime, duration } = this;
    return { name, entryType, startTime, duration };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this.constructor.name;
    const { name, entryType, startTime, duration, detail } = this;
    return `${this.constructor.name} ${inspect({ name, entryType, startTime, duration, ...("detail" in this && { detail }) }, { ...options, depth: options.depth - 1 })}`;
  }
}

const copyDetail = (detail) => (detail === undefined || detail === null ? null : ops.structuredClone(detail, undefined));

export class PerformanceMark extends PerformanceEntry {
  #detail;
  constructor(name, options = undefined) {
    const startTime = options?.startTime ?? clock();
    if (typeof startTime !== "number" || startTime < 0) throw new TypeError(`A mark's startTime must be a number from 0, got ${inspect(startTime)}`);
    super(permission, String(name), "mark", startTime, 0);
    this.#detail = copyDetail(options?.detail);
  }
  get detail() { return this.#detail; }
}

export class PerformanceMeasure extends PerformanceEntry {
  #detail;
  constructor(allowed, name, startTime, duration, detail) {
    super(allowed, name, "measure", startTime, duration);
    this.#detail = copyDetail(detail);
  }
  get detail() { return this.#detail; }
}

export class Performance {
  #entries = [];
  #origin = ops.timeOrigin();

  now() { return clock(); }
  get timeOrigin() { return this.#origin; }

  mark(name, options = undefined) {
    return this.#add(new PerformanceMark(name, options));
  }

  measure(name, startOrOptions = undefined, endMark = undefined) {
    let start;
    let end = endMark;
    let detail;
    let duration;
    if (typeof startOrOptions === "object" && startOrOptions !== null) ({ start, end = endMark, detail, duration } = startOrOptions);
    else start = startOrOptions;
    let endTime = end === undefined ? clock() : this.#timeOf(end);
    let startTime = start === undefined ? 0 : this.#timeOf(start);
    if (duration !== undefined) {
      if (start === undefined) startTime = endTime - duration;
      else endTime = startTime + duration;
    }
    return this.#add(new PerformanceMeasure(permission, String(name), startTime, endTime - startTime, detail));
  }

  #timeOf(mark) {
    if (typeof mark === "number") return mark;
    const found = this.#entries.findLast((entry) => entry.entryType === "mark" && entry.name === String(mark));
    if (found === undefined) throw new DOMException(`The "${mark}" performance mark has not been set`, "SyntaxError");
    return found.startTime;
  }

  #add(entry) {
    if (this.#entries.length >= maxEntries) this.#entries.shift();
    this.#entries.push(entry);
    return entry;
  }

  #clear(type, name) {
    this.#entries = this.#entries.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== String(name)));
  }
  clearMarks(name = undefined) { this.#clear("mark", name); }
  clearMeasures(name = undefined) { this.#clear("measure", name); }

  getEntries() { return this.#entries.toSorted((a, b) => a.startTime - b.startTime); }
  getEntriesByType(type) { return this.getEntries().filter((entry) => entry.entryType === type); }
  getEntriesByName(name, type = undefined) {
    return this.getEntries().filter((entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }

  toJSON() { return { timeOrigin: this.timeOrigin }; }
}

for (const Class of [PerformanceEntry, PerformanceMark, PerformanceMeasure, Performance]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

export const performance = new Performance();
