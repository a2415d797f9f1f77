// Jobs of the event loop that call a function.

import { running } from "hz:core/scheduler";

/** A function and its arguments, to be called in the environment of the thread that is now running. */
export class Call {
  constructor(fn, args) {
    this.fn = fn;
    this.args = args;
    this.env = running().env;
    this.cancelled = false;
  }

  run() {
    if (this.cancelled) return undefined;
    return this.fn(...this.args);
  }
}
