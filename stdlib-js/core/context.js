// Contexts: what can be cancelled together. A context has threads (those that run in it and those that they start) and
// contexts below it; cancelling it cancels them all.
//
// A cancelled thread gets the error thrown once: by the operation that blocks it, or by the next one, or by the next poll.
// So its `finally` blocks can block. Entering a context that was cancelled already throws.

import { newSet } from "hz:core/abstract";
import { TimeoutError, cancellation } from "hz:core/errors";
import { CANCELLED } from "hz:core/thread";
import { chan } from "hz:core/channel";
import { currentContext, useEnvironments } from "hz:core/environment";
import { callOut } from "hz:core/loop";
import { cancel, running, takeCancellation } from "hz:core/scheduler";
import { Timer, clock, forget, keepWhileItMatters, milliseconds, startAt, stop } from "hz:core/timers";

export class Context {
  #parent;
  #children = newSet();
  #threads = newSet();
  #error = null;
  #done = null;
  #controller = null;
  #timer = null;
  #deadline = Infinity;

  /** A context below another one (the running thread's, unless one is given). */
  constructor(parent = currentContext()) {
    useEnvironments();
    this.#parent = parent;
    if (parent === null) return;
    this.#deadline = parent.#deadline;
    if (parent.#error !== null) this.#error = parent.#error;
    else parent.#children.add(this);
  }

  /** Whether it was cancelled. */
  get cancelled() {
    return this.#error !== null;
  }

  /** The error that its threads get, or null. */
  get error() {
    return this.#error;
  }

  /** Why it was cancelled. */
  get reason() {
    const error = this.#error;
    return error === null ? undefined : error instanceof TimeoutError ? error : error.reason;
  }

  /** Milliseconds until its deadline; Infinity without one. */
  get remainingMs() {
    return this.#deadline === Infinity ? Infinity : Math.max(0, this.#deadline - clock());
  }

  /** A channel that is closed when the context is cancelled, for `select`. */
  get done() {
    if (this.#done === null) {
      this.#done = chan(0);
      this.#done.name = "context done";
      if (this.#error !== null) this.#done.close();
    }
    return this.#done.reader;
  }

  /** An AbortSignal that is aborted when the context is cancelled. */
  get signal() {
    if (this.#controller === null) {
      this.#controller = callOut(() => new AbortController());
      if (this.#error !== null) callOut(() => this.#controller.abort(this.#error));
    }
    return this.#controller.signal;
  }

  /** Throws if it was cancelled. */
  check() {
    if (this.#error !== null) throw this.#error;
  }

  /** Cancels everything in the context. The first reason counts. */
  cancel(reason) {
    this.#cancelWith(cancellation(reason));
  }

  #cancelWith(error) {
    if (this.#error !== null) return;
    this.#error = error;
    this.close();
    for (const child of this.#children) child.#cancelWith(error);
    this.#children.clear();
    if (this.#done !== null) this.#done.close();
    for (const thread of [...this.#threads]) cancel(thread, error);
    if (this.#controller !== null) callOut(() => this.#controller.abort(error));
  }

  /** Gives it a deadline `ms` from now, unless an earlier one is set. */
  expireIn(ms, message = `timed out after ${ms} ms`) {
    const time = clock() + Math.max(0, milliseconds("expireIn", ms));
    if (!(time < this.#deadline) || this.#error !== null) return;
    this.#deadline = time;
    this.#stopTimer();
    this.#timer = new Deadline(this, () => this.#cancelWith(new TimeoutError(message)));
    startAt(this.#timer, time);
  }

  /** Leaves the parent and stops the timer: nothing runs in it any more, or it was cancelled. */
  close() {
    this.#stopTimer();
    if (this.#parent !== null) this.#parent.#children.delete(this);
  }

  #stopTimer() {
    if (this.#timer === null) return;
    stop(this.#timer);
    forget(this.#timer);
    this.#timer = null;
  }

  /** Whether threads run in it, or in a context below. */
  get isUsed() {
    if (this.#threads.size !== 0) return true;
    for (const child of this.#children) if (child.isUsed) return true;
    return false;
  }

  /** Takes back a cancellation of the running thread that this context caused and that was not thrown yet. */
  forgive() {
    const thread = running();
    if ((thread.marks & CANCELLED) !== 0 && thread.extra.reason === this.#error) takeCancellation(thread);
  }

  // The scheduler and environment.js call these.
  join(thread) {
    this.#threads.add(thread);
  }

  leave(thread) {
    this.#threads.delete(thread);
  }
}

// A deadline cancels work; it is not work, and matters only while there is some.
class Deadline extends Timer {
  constructor(context, pass) {
    super();
    this.context = context;
    this.pass = pass;
    keepWhileItMatters(this);
  }

  matters() {
    return this.context.isUsed;
  }

  fire() {
    this.pass();
  }
}
