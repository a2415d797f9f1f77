// "hz:time": sleeping, timers and tickers as channels, and limits of time.
export { sleep } from "hz:core/timers";
export { after, tick } from "hz:core/ticker";
export { withDeadline, withTimeout } from "./scope.js";
export { TimeoutError } from "hz:core/errors";
