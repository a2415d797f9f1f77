// node:perf_hooks. Partial: observers and histograms are not available.
import { Performance, performance, PerformanceEntry, PerformanceMark, PerformanceMeasure } from "../web/performance.js";
import { notAvailable } from "./internal/errors.js";

export { Performance, performance, PerformanceEntry, PerformanceMark, PerformanceMeasure };

export class PerformanceObserver {
  static supportedEntryTypes = ["mark", "measure"];
  constructor() { throw notAvailable("perf_hooks.PerformanceObserver"); }
}
export function monitorEventLoopDelay() {
  throw notAvailable("perf_hooks.monitorEventLoopDelay");
}
export function createHistogram() {
  throw notAvailable("perf_hooks.createHistogram");
}
export const constants = {};

export default {
  constants, createHistogram, monitorEventLoopDelay, Performance, performance, PerformanceEntry, PerformanceMark,
  PerformanceMeasure, PerformanceObserver,
};
