// "hz:supervisor": threads that watch threads, as in Erlang. `monitor` tells of a thread's end, `link` makes two threads fail
// together, a supervisor starts its children again when they fail. Types and documentation: supervisor.d.ts.
// This file is compiled like a program, so that all of it can block.
import { chan } from "hz:core/channel";
import { LinkError, RestartLimitError, UsageError } from "hz:core/errors";
import { select } from "hz:core/select";
import { Task, atomically, claim, current, goLocal, isCallback, whenEnded } from "hz:core/task";
import { clock } from "hz:core/timers";

export { LinkError, RestartLimitError };

const DEFAULT_STOP_MS = 5000;

/** A channel that gets one `{ task, status, value, error }` when the task ends, and is closed then. */
export function monitor(task) {
  const ends = chan(1);
  ends.name = "monitor";
  whenEnded(taskOf(task), (failed, value, status) => {
    // Closed by its owner, who does not want to know any more.
    if (ends.closed) return;
    ends.trySend(status === "done" ? { task, status, value } : { task, status, error: value });
    ends.close();
  });
  return ends;
}

/** Links a task with another one (the running thread): when either fails or is cancelled, the other gets a LinkError. */
export function link(task, other = current()) {
  const [a, b] = [taskOf(task), taskOf(other)];
  for (const end of [a, b]) {
    if (isCallback(end)) throw new UsageError("link: this runs as a callback of the event loop, which is no green thread");
  }
  if (a.id === b.id) throw new UsageError("link: a green thread cannot be linked with itself");
  const undo = [];
  const unlink = () => {
    for (const forget of undo.splice(0)) forget();
  };
  const watch = (from, to) => {
    const onEnd = (failed, value, status) => {
      unlink();
      if (status === "done") return;
      const error = new LinkError(`linked ${describe(from)} ${status === "failed" ? "failed" : "was cancelled"}`, { cause: value });
      // Whoever gets the failure has to deal with it.
      if (to.cancel(error)) claim(from);
    };
    undo.push(whenEnded(from, onEnd, false));
  };
  watch(a, b);
  watch(b, a);
  return unlink;
}

function describe(task) {
  return task.name === "" ? `thread ${task.id}` : `thread ${task.id} "${task.name}"`;
}

function taskOf(what) {
  if (what instanceof Supervisor) return what.task;
  if (what instanceof Task) return what;
  throw new TypeError(`expected a Task or a Supervisor, not ${what === null ? "null" : typeof what}`);
}

const strategies = ["one-for-one", "one-for-all", "rest-for-one"];
const restarts = ["permanent", "transient", "temporary"];

/** Starts the children, in order, and a thread that watches them. */
export function supervise(options = {}) {
  return new Supervisor(options);
}

// What a supervisor knows of one child. `task` is null while it does not run.
class Child {
  constructor(spec) {
    const { name, start, restart = "permanent", stopMs = DEFAULT_STOP_MS } = spec;
    if (typeof name !== "string" || name === "") throw new TypeError("supervise: each child needs a name");
    if (typeof start !== "function") throw new TypeError(`supervise: child "${name}" needs a function 'start' that gives a Task`);
    oneOf(`restart of child "${name}"`, restart, restarts);
    this.name = name;
    this.start = start;
    this.restart = restart;
    this.stopMs = atLeastZero(`stopMs of child "${name}"`, stopMs);
    this.running = null;
    this.task = null;
  }

  /** Whether it is started again after it ended by itself with that status. */
  returnsAfter(status) {
    return this.restart === "permanent" || (this.restart === "transient" && status === "failed");
  }
}

/** Starts its children again when they fail. */
export class Supervisor {
  #children = [];
  #strategy;
  #maxRestarts;
  #withinMs;
  #onRestart;
  #endsWhenEmpty;
  /** When the last restarts were, oldest first; at most one more than are allowed. */
  #restarts = [];
  /** Children that ended by themselves, with what they ended by. The thread takes them from here when `#wake` says so. */
  #ended = [];
  #wake = chan(1);
  #stopping = false;

  /** The thread that watches the children. It fails when the supervisor gives up. */
  task;

  constructor(options) {
    const { strategy = "one-for-one", maxRestarts = 3, withinMs = 5000, children = [], onRestart = () => {}, name } = options;
    this.#strategy = oneOf("strategy", strategy, strategies);
    this.#maxRestarts = atLeastZero("maxRestarts", maxRestarts);
    this.#withinMs = atLeastZero("withinMs", withinMs);
    this.#onRestart = onRestart;
    this.#endsWhenEmpty = children.length > 0;
    this.#wake.name = "the children of a supervisor";
    try {
      for (const spec of children) this.#add(spec);
    } catch (error) {
      this.#stopFrom(0);
      throw error;
    }
    this.task = goLocal(() => this.#watch());
    this.task.name = name ?? "supervisor";
  }

  /** The children that are there, in order: `{ name, task }`. */
  get children() {
    return this.#children.map(({ name, running }) => ({ name, task: running }));
  }

  /** The Task (or Supervisor) that runs under a name now; undefined when there is none. */
  child(name) {
    return this.#children.find((child) => child.name === name)?.running ?? undefined;
  }

  /** Adds a child and starts it. */
  start(spec) {
    if (this.#stopping) throw new UsageError("start: the supervisor has ended");
    return this.#add(spec).running;
  }

  /** Stops a child and forgets it; false when there is none of that name. */
  remove(name) {
    const child = atomically(() => {
      const index = this.#children.findIndex((child) => child.name === name);
      return index < 0 ? null : this.#children.splice(index, 1)[0];
    });
    if (child === null) return false;
    stop(child);
    this.#wake.trySend(true);
    return true;
  }

  /** Stops all children, the last one first, and waits for that. */
  stop() {
    this.#stopping = true;
    this.#wake.trySend(true);
    return this.join();
  }

  /** Waits until no child is left; throws RestartLimitError when the supervisor gave up. */
  join() {
    try {
      return this.task.join();
    } catch (error) {
      // The supervisor gave up, or else this thread was cancelled: then the children go first.
      const ends = monitor(this.task);
      if (this.task.cancel(error)) ends.recv();
      throw error;
    }
  }

  [Symbol.dispose]() {
    this.stop();
  }

  #add(spec) {
    const child = new Child(spec);
    if (this.#children.some(({ name }) => name === child.name)) throw new UsageError(`there is a child "${child.name}" already`);
    this.#run(child);
    this.#children.push(child);
    return child;
  }

  #run(child) {
    const running = child.start();
    const task = running instanceof Supervisor ? running.task : running;
    if (!(task instanceof Task)) throw new TypeError(`the start function of child "${child.name}" gave no Task`);
    child.running = running;
    child.task = task;
    whenEnded(task, (failed, value, status) => {
      // One that was stopped on purpose is not this child any more.
      if (child.task !== task) return;
      child.task = child.running = null;
      this.#ended.push({ child, status, error: value });
      this.#wake.trySend(true);
    });
  }

  // The body of the supervisor's thread.
  #watch() {
    try {
      while (!this.#stopping) {
        while (this.#ended.length > 0) this.#onEnded(this.#ended.shift());
        if (this.#endsWhenEmpty && this.#children.length === 0) break;
        this.#wake.recv();
      }
    } finally {
      this.#stopping = true;
      this.#stopFrom(0);
    }
  }

  #onEnded({ child, status, error }) {
    const again = atomically(() => this.#concerned(child, status));
    for (const other of again.toReversed()) stop(other);
    // While they stopped, children may have been added and removed.
    atomically(() => {
      const leaves = (other) => other !== child && other.restart === "temporary" && again.includes(other);
      this.#children = this.#children.filter((other) => !leaves(other));
    });
    for (const other of again) if (this.#children.includes(other)) this.#restart(other, child, error);
  }

  // Who starts again since a child has ended, in order. One that does not return is forgotten.
  #concerned(child, status) {
    const index = this.#children.indexOf(child);
    if (index < 0 || child.task !== null) return [];
    if (!child.returnsAfter(status)) {
      this.#children.splice(index, 1);
      return [];
    }
    if (this.#strategy === "one-for-one") return [child];
    return this.#children.slice(this.#strategy === "one-for-all" ? 0 : index);
  }

  // A child that fails while it starts has failed once more.
  #restart(child, culprit, error) {
    for (;;) {
      if (child === culprit) this.#count(child, error);
      this.#onRestart(child.name, error);
      try {
        this.#run(child);
        // Removed while its function that starts it was blocked.
        if (!this.#children.includes(child)) stop(child);
        return;
      } catch (failure) {
        culprit = child;
        error = failure;
      }
    }
  }

  #count(child, error) {
    const now = clock();
    this.#restarts.push(now);
    while (this.#restarts[0] < now - this.#withinMs) this.#restarts.shift();
    if (this.#restarts.length <= this.#maxRestarts) return;
    const limit = `${this.#maxRestarts} restart${this.#maxRestarts === 1 ? "" : "s"} within ${this.#withinMs} ms`;
    throw new RestartLimitError(`the supervisor gave up: child "${child.name}" ended after ${limit}`, { cause: error });
  }

  #stopFrom(first) {
    for (const child of this.#children.slice(first).toReversed()) stop(child);
  }
}

// Cancels a child and waits for its end, but not for ever: a thread that never blocks and never ends is left behind.
function stop(child) {
  const { task, running, stopMs } = child;
  if (task === null) return;
  const ends = monitor(task);
  child.task = child.running = null;
  task.cancel(`supervisor stops ${child.name}`);
  if (running instanceof Supervisor) ends.recv();
  else select({ ends, timeout: stopMs });
}

function oneOf(what, value, known) {
  if (known.includes(value)) return value;
  throw new RangeError(`supervise: ${what}: expected ${known.map((name) => `"${name}"`).join(", ")}, not ${String(value)}`);
}

function atLeastZero(what, value) {
  if (value >= 0) return +value;
  throw new RangeError(`supervise: ${what}: expected a number of at least 0, not ${String(value)}`);
}
