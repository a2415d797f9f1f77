// "hz:supervisor": threads that watch threads, as in Erlang. An exception that nobody joins ends the program; here are the
// ways to deal with it without waiting in a `join`. All of it works for threads on other cores too.

import type { Chan, Task } from "hz";

/** How a thread ended. */
export type End<T = unknown> =
  | { task: Task<T>; status: "done"; value: T }
  | { task: Task<T>; status: "failed" | "cancelled"; error: unknown };

/**
 * A channel that gets the end of a thread, and is closed then. The thread's exception does not end the program. Close the
 * channel to stop watching.
 *
 * ```js
 * const end = monitor(go(work)).recv();
 * if (end.status === "failed") console.log(end.error.message);
 * ```
 */
export function monitor<T>(task: Task<T>): Chan<End<T>>;
export function monitor(supervisor: Supervisor): Chan<End>;

/**
 * Links two threads (the second is the running one, unless it is given): when one fails or is cancelled, the other gets a
 * LinkError thrown by what blocks it, or by its next blocking call or poll. A thread that ends well leaves the other alone.
 * Gives a function that undoes the link.
 */
export function link(task: Task<unknown> | Supervisor, other?: Task<unknown> | Supervisor): () => void;

/** A linked thread failed or was cancelled; `cause` is its error. Who lets it pass has failed, too. */
export class LinkError extends Error {}

/** A supervisor gave up; `cause` is the last failure. */
export class RestartLimitError extends Error {}

/** What a supervisor needs to know of a child. */
export interface ChildSpec {
  /** Unique in its supervisor. */
  name: string;
  /** Starts the child: `() => go(serve, jobs)`, `() => go.local(serve)`, `() => supervise({ … })`. Called again for each restart. */
  start: () => Task<unknown> | Supervisor;
  /**
   * When the child is started again after it ended by itself: always ("permanent", the default), when it failed
   * ("transient"), or never ("temporary").
   */
  restart?: "permanent" | "transient" | "temporary";
  /** How long a child that is stopped (cancelled) may take before it is left behind, in milliseconds; 5000 unless set. */
  stopMs?: number;
}

export interface SupervisorOptions {
  /** In the order in which they start. They stop in the opposite order. */
  children?: ChildSpec[];
  /**
   * What else is stopped and started again when one child is: nothing ("one-for-one", the default), all others
   * ("one-for-all"), or those that were started after it ("rest-for-one").
   */
  strategy?: "one-for-one" | "one-for-all" | "rest-for-one";
  /** With more restarts than this (3) within `withinMs` (5000) the supervisor stops its children and fails with RestartLimitError. */
  maxRestarts?: number;
  withinMs?: number;
  /** Called before each restart; must not block for long. */
  onRestart?: (name: string, error: unknown) => void;
  /** For reports. */
  name?: string;
}

/**
 * Starts the children and a green thread that watches them. The supervisor ends when all its children have ended for good; one
 * that was made without children ends by `stop` alone. If it gives up and nobody joins it, the program ends.
 *
 * ```js
 * const shop = supervise({
 *   strategy: "rest-for-one",
 *   children: [
 *     { name: "stock", start: () => go(stock, requests) },
 *     { name: "till", start: () => go(till, requests), restart: "transient" },
 *   ],
 * });
 * shop.join();
 * ```
 */
export function supervise(options?: SupervisorOptions): Supervisor;

export class Supervisor {
  private constructor();
  /** The thread that watches the children. */
  readonly task: Task<void>;
  /** The children that there are, in order. `task` is null between an end and the restart. */
  readonly children: { name: string; task: Task<unknown> | Supervisor | null }[];
  /** What runs under that name now. */
  child(name: string): Task<unknown> | Supervisor | undefined;
  /** Adds a child and starts it. */
  start(spec: ChildSpec): Task<unknown> | Supervisor;
  /** Stops a child and forgets it; false when there is none of that name. Blocks until it has ended. */
  remove(name: string): boolean;
  /** Blocks until the supervisor has ended. When the caller is cancelled meanwhile, all children are stopped first. */
  join(): void;
  /** Stops all children, the last one first. Blocks until they have ended. */
  stop(): void;
  [Symbol.dispose](): void;
}
