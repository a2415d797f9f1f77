// The errors that threads and channels throw. Each has a `name` of its own, so that a handler can
// tell them apart without importing anything.

/** Sending on a closed channel, or closing it twice. `value` is what could not be sent. */
export class ClosedError extends Error {
  constructor(message, value) {
    super(message);
    this.value = value;
  }
}

/** A green thread or a context was cancelled; `reason` says why. (Who cancels with an error has that error thrown instead.) */
export class CancelledError extends Error {
  constructor(reason, message) {
    super(message ?? (reason === undefined ? "cancelled" : `cancelled: ${text(reason)}`));
    this.reason = reason;
    if (reason instanceof Error) this.cause = reason;
  }
}

/** A deadline passed. It is a cancellation whose reason is time. */
export class TimeoutError extends CancelledError {
  constructor(message) {
    super(undefined, message);
  }
}

/** A wait that cannot end, because all that could end it waits for it. */
export class DeadlockError extends Error {}

/** A primitive was used against its rules: unlock of an unlocked mutex, a negative count, and the like. */
export class UsageError extends Error {}

/** A thread that this one is linked to failed, or was cancelled; `cause` is its error. */
export class LinkError extends Error {}

/** A supervisor gave up: its children failed more often than it may restart them. `cause` is the last failure. */
export class RestartLimitError extends Error {}

/** A thread or isolate used more than it may; `limit` is "heap", "cpu" or "wall". */
export class LimitError extends Error {
  constructor(limit, message) {
    super(message);
    this.limit = limit;
  }
}

for (const type of [ClosedError, CancelledError, TimeoutError, DeadlockError, UsageError, LinkError, RestartLimitError, LimitError]) {
  Object.defineProperty(type.prototype, "name", { value: type.name, configurable: true, writable: true });
}

/** A short text of any value, which runs none of its code unless it is an error's message. */
export function text(value) {
  if (value instanceof Error) return value.message || value.name;
  if (typeof value === "string") return value;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : `${value}`;
}

/** What a cancelled thread throws: an error as it is, anything else as the reason of a CancelledError. */
export function cancellation(reason) {
  return reason instanceof Error ? reason : new CancelledError(reason);
}
