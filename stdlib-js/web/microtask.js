// queueMicrotask. The callback runs as a promise job; it may block, which turns the job into a thread of its own.
// An error in it is uncaught, not a rejection.
import { reportError } from "./report_error.js";

const resolved = Promise.resolve();

export function queueMicrotask(callback) {
  if (typeof callback !== "function") {
    const error = new TypeError('The "callback" argument must be of type function.');
    error.code = "ERR_INVALID_ARG_TYPE";
    throw error;
  }
  resolved.then(async () => {
    try {
      callback();
    } catch (error) {
      reportError(error);
    }
  });
}
