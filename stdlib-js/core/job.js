// Jobs of the event loop that call a function.

import { currentEnv } from "hz:core/environment";

/** A function and its arguments, to be called in the environment of the code that runs now. */
export class Call {
  constructor(fn, args) {
    this.fn = fn;
    this.args = args;
    this.env = currentEnv();
    this.cancelled = false;
  }

  run() {
    if (this.cancelled) return undefined;
    return this.fn(...this.args);
  }
}
