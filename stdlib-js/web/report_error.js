// `reportError`: treats an error as uncaught without unwinding the caller. It is thrown from a timer of its own, so
// that it takes the way of every uncaught error: `process.on("uncaughtException")`, else a report and exit code 1.
import { setTimeout } from "hz:core/timers";

export function reportError(error) {
  setTimeout(() => {
    throw error;
  }, 0);
}
