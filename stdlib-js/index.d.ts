// Types and documentation of "hz", "hz:parallel", "hz:sync" and "hz:time".
//
// Any function below may block the green thread that calls it, where its text says "blocks". Blocking one never
// blocks a core: other threads, timers, promises and I/O go on.

declare module "hz" {
  // ------------------------------------------------------------------------------------ green threads

  /** Starts green threads. */
  export interface Go {
    /**
     * Starts a green thread on whichever core has room. It shares nothing with its starter: arguments and captured
     * variables are copied by structured clone, channels and other handles go by reference. `fn` is a literal in place, a
     * function or static method of a module's top level, or one of these bound: what it is bound to is copied too.
     *
     * ```js
     * const task = go((n) => heavy(n), 40);
     * console.log(task.join());
     * ```
     */
    <A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
    /**
     * Starts a green thread in this isolate. It shares the heap with its starter, and is pre-empted like any other. That of an
     * async function ends when its promise settles.
     */
    local<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
    /** Starts a green thread on the core of that number. */
    on<A extends unknown[], R>(core: number, fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
    /** As `go`, with options. */
    with<A extends unknown[], R>(options: GoOptions, fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
  }
  export interface GoOptions {
    /** Where it runs; on whichever core has room unless set. */
    core?: number;
    /** For reports. */
    name?: string;
    /**
     * How much CPU time the thread may use, in milliseconds; `--thread-cpu` unless set. A thread over its limit gets a LimitError
     * thrown at a poll. One that catches it and goes on, or holds its core in native code, is ended from outside.
     */
    cpuMs?: number;
    /**
     * How long the thread may take, in milliseconds; `--thread-wall` unless set. Then it gets a LimitError thrown, and after as long
     * again another one, so that `finally` blocks can block. The third time it is ended from outside.
     */
    wallMs?: number;
  }
  export const go: Go;

  export type TaskStatus = "new" | "ready" | "running" | "blocked" | "done" | "failed" | "cancelled";
  export type Priority = "high" | "normal" | "low";

  /**
   * A green thread. An exception that nobody fetches by `join` or `await` ends the program with a report: as soon as the
   * thread's starter has ended, or blocks on something other than a join. ("hz:supervisor" has other ways to deal with it.)
   * The thread of an async function ends when its promise settles.
   */
  export interface Task<T> extends PromiseLike<T> {
    /** Blocks until the thread ends; gives its result or throws its exception. */
    join(): T;
    /**
     * Makes what blocks the thread throw (or, if it runs, its next blocking call or its next poll): `reason` if it is an
     * error, else a CancelledError that carries it. It is thrown once, so `finally` blocks can block. False if the thread has ended.
     */
    cancel(reason?: unknown): boolean;
    readonly id: number;
    /** For reports; at first the name of its function. */
    name: string;
    readonly status: TaskStatus;
    /** Inherited by the threads it starts. Low priority is slow, it does not starve. */
    priority: Priority;
    /** As `cpuMs` of `go.with`, for a thread of this core. */
    cpuLimitMs: number;
    /** How long it runs before it is pre-empted; 0 means as long as the program's others. */
    sliceMs: number;
  }

  /** The running green thread. */
  export function current(): Task<unknown>;
  /** Lets other threads run. */
  export function yieldNow(): void;
  /** Blocks for a time. */
  export function sleep(ms: number): void;
  /**
   * Blocks until a promise settles; gives its value or throws its reason. In an async function, `await` does the same.
   * It also takes a Task, or any value.
   */
  export function wait<T>(promise: T): Awaited<T>;
  /** Calls a function during which the thread is not pre-empted. It must not block: a call that would throws UsageError. */
  export function atomically<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;

  /**
   * Marks an ArrayBuffer, or the memory behind a view of one, to be moved instead of copied when it is sent to another
   * core. It is empty here afterwards. `trySend` moves it only if it sends.
   */
  export function move<T extends ArrayBuffer | ArrayBufferView>(memory: T): T;

  export interface ThreadInfo {
    id: number;
    name: string;
    status: TaskStatus;
    /** What a blocked thread waits for: "receive from channel 3". */
    waitsFor: string;
    waitsSinceMs: number;
    priority: Priority;
    /** Whether native code stands in its stack, which cannot be suspended. */
    pinned: boolean;
    /** Where it is, innermost first: lines as those of `error.stack`. Empty when it has not run yet and is not of the program. */
    stack: string;
  }
  /** All green threads of this isolate that have not ended. */
  export function threads(): ThreadInfo[];

  // ----------------------------------------------------------------------------------------- channels

  /**
   * Makes a channel. With capacity 0 a send waits for its receive; otherwise up to `capacity` values wait in the channel.
   * A channel that is sent to another core stays the same channel.
   *
   * ```js
   * const jobs = chan(8);
   * go.local(() => { for (const job of jobs) run(job); });
   * for (const job of list) jobs.send(job);
   * jobs.close();
   * ```
   */
  export function chan<T>(capacity?: number): Chan<T>;

  /** `ok` is false when the channel is closed and empty. */
  export type Received<T> = { value: T; ok: true } | { value: undefined; ok: false };

  interface Ends {
    /** Whether `close` was called; values may still be in the channel. */
    readonly closed: boolean;
    /** How many values are in the channel. */
    readonly len: number;
    /** How many values the channel can hold. */
    readonly cap: number;
  }

  /** The receiving end of a channel. */
  export interface Reader<T> extends Ends {
    /** Blocks until there is a value. `undefined` when the channel is closed and empty. */
    recv(): T | undefined;
    /** As `recv`, but tells a closed channel from a value that is `undefined`. */
    recv2(): Received<T>;
    /** Receives if that does not block; `undefined` when nothing is there. For one channel the cheap form of a select with `default`. */
    tryRecv(): Received<T> | undefined;
    /** Receives until the channel is closed. Leaving the loop early leaves the channel as it is. */
    [Symbol.iterator](): Iterator<T>;
    [Symbol.asyncIterator](): AsyncIterator<T>;
  }

  /** The sending end of a channel. */
  export interface Writer<T> extends Ends {
    /** Blocks until a receiver takes the value or the channel has room. On a closed channel throws ClosedError, which gives the value back. */
    send(value: T): void;
    /** Sends if that does not block; false when nothing was done. For one channel the cheap form of a select with `default`. */
    trySend(value: T): boolean;
    /** No more sends. Receivers get what is in the channel, then learn that it is closed. Threads blocked in `send` get ClosedError. */
    close(): void;
  }

  export interface Chan<T> extends Reader<T>, Writer<T> {
    /** This channel, for receiving only. */
    readonly reader: Reader<T>;
    /** This channel, for sending only. */
    readonly writer: Writer<T>;
    /** For reports. */
    name: string;
  }

  // ------------------------------------------------------------------------------------------- select

  /** A case that receives; made by `recv`. */
  export interface RecvCase<T, R = unknown> {
    readonly chan: Reader<T>;
    readonly then?: (value: T | undefined, ok: boolean) => R;
  }
  /** A case that sends; made by `send`. */
  export interface SendCase<T, R = unknown> {
    readonly chan: Writer<T>;
    readonly value: T;
    readonly then?: () => R;
  }
  /** What runs when no case did for a time; made by `timeout`, under the key `timeout`. */
  export interface TimeoutCase<R = unknown> {
    readonly ms: number;
    readonly then?: () => R;
  }
  /** The case of receiving. A bare channel means the same. `then` is called with what was received; its result is the select's. */
  export function recv<T, R>(channel: Reader<T>, then?: (value: T | undefined, ok: boolean) => R): RecvCase<T, R>;
  /** The case of sending a value. `then` is called when it was sent; its result is the select's. */
  export function send<T, R>(channel: Writer<T>, value: T, then?: () => R): SendCase<T, R>;
  export function timeout<R>(ms: number, then?: () => R): TimeoutCase<R>;

  type Case = Reader<any> | RecvCase<any> | SendCase<any> | null | undefined;
  /**
   * The cases of a select by name. `default` runs when no case is ready, so that the select never blocks; if it is a
   * function, it is called. `timeout` runs when no case did for that many milliseconds.
   */
  export type Cases<C> = {
    [K in keyof C]: K extends "default" ? unknown : K extends "timeout" ? number | TimeoutCase<any> | Case : Case;
  };

  type SelectedBy<K, C> = C extends Reader<infer T>
    ? { case: K } & Received<T>
    : C extends RecvCase<infer T, any>
      ? { case: K } & Received<T>
      : K extends "default"
        ? { case: K; value: C; ok: false }
        : K extends "timeout"
          ? { case: K; value: undefined; ok: false }
          : { case: K; value: undefined; ok: boolean };
  /** Which case ran (`case`), and what it received. A union that `switch (r.case)` takes apart. */
  export type Selected<C> = { [K in keyof C]: SelectedBy<K, C[K]> }[keyof C];

  /**
   * Runs one of several channel operations: one that is ready (chosen at random if several are), else blocks until one is.
   * Cases that are null or undefined never run. An array of cases works too; `case` is then the index, as a string.
   *
   * ```js
   * const r = select({ jobs, done: send(results, sum), timeout: 50 });
   * switch (r.case) {
   *   case "jobs": run(r.value); break;
   *   case "timeout": console.log("nothing for 50 ms");
   * }
   * ```
   *
   * With callbacks it gives the callback's result:
   * ```js
   * select({ a: recv(jobs, (job, ok) => ok && run(job)), default: () => idle() });
   * ```
   */
  export function select(cases: readonly Case[]): { case: string; value: any; ok: boolean };
  export function select<const C extends Cases<C>>(cases: C): Selected<C>;

  // -------------------------------------------------------------------------------------------- time

  /** A channel that gets the time once, after `ms`: for `select`, or to receive from. */
  export function after(ms: number): Chan<number>;
  /** A channel that gets the time every `ms`, until it is closed. Who is late misses ticks. */
  export function tick(ms: number): Chan<number>;

  // ------------------------------------------------------------------------------------------- flows

  /** A channel with the values of all the channels; closed when all of them are. */
  export function merge<T>(...channels: Reader<T>[]): Reader<T>;
  /** `n` channels that share the values of one. */
  export function fanOut<T>(channel: Reader<T>, n: number): Reader<T>[];
  /** A channel with the values of anything iterable. */
  export function from<T>(iterable: Iterable<T>, capacity?: number): Reader<T>;
  /** A stage of a pipeline. `undefined` drops the value. With several workers the order may change. */
  export type Stage<A, B> = ((value: A) => B | undefined) | { run: (value: A) => B | undefined; workers?: number; capacity?: number };
  /**
   * A channel with the values of `source` after all stages; each stage has threads of its own. When one throws, who receives from
   * the flow gets its error, and what comes before it in the flow ends.
   *
   * ```js
   * for (const size of pipeline(urls, { run: fetchText, workers: 8 }, (text) => text.length)) total += size;
   * ```
   */
  export function pipeline<A, B>(source: Reader<A> | Iterable<A>, a: Stage<A, B>): Reader<B>;
  export function pipeline<A, B, C>(source: Reader<A> | Iterable<A>, a: Stage<A, B>, b: Stage<B, C>): Reader<C>;
  export function pipeline<A>(source: Reader<A> | Iterable<A>, ...stages: Stage<any, any>[]): Reader<any>;

  /** Sends each value to all who have subscribed. */
  export interface Broadcast<T> {
    /** A channel that gets every value from now on. Close it to unsubscribe. With `drop`, it misses values while it is full instead of holding up the sender. */
    subscribe(capacity?: number, options?: { drop?: boolean }): Chan<T>;
    /** Blocks until all have the value. */
    send(value: T): void;
    /** Closes all channels that subscribed. */
    close(): void;
    readonly size: number;
  }
  export function broadcast<T>(): Broadcast<T>;

  // -------------------------------------------------------------------------- cancellation and scopes

  /** What can be cancelled together: the threads that run in it, those that they start, and the contexts below. */
  export class Context {
    constructor(parent?: Context | null);
    readonly cancelled: boolean;
    /** Why it was cancelled. */
    readonly reason: unknown;
    /** What its threads get thrown, or null. */
    readonly error: Error | null;
    /** Closed when it is cancelled; for `select`. */
    readonly done: Reader<never>;
    /** Aborted when it is cancelled; for `fetch` and other APIs of the web. */
    readonly signal: AbortSignal;
    /** Milliseconds until its deadline; Infinity without one. */
    readonly remainingMs: number;
    cancel(reason?: unknown): void;
    /** Throws if it was cancelled. */
    check(): void;
    /** Gives it a deadline, unless it has an earlier one. */
    expireIn(ms: number): void;
    /** Calls a function in the context. */
    run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
  }
  /** The context of the running thread. */
  export function currentContext(): Context | null;

  /** Calls `fn` in a context of its own; what it started and left behind is cancelled when it returns. */
  export function withCancel<R>(fn: (context: Context) => R): R;
  /** Without a function: the context, to be used by `run` and cancelled by its owner. */
  export function withCancel(): Context;
  /** As `withCancel`, but after `ms` everything in it gets a TimeoutError. */
  export function withTimeout<R>(ms: number, fn: (context: Context) => R): R;
  export function withTimeout(ms: number): Context;
  /** As `withTimeout`, with a time: a Date or milliseconds since 1970. */
  export function withDeadline<R>(time: Date | number, fn: (context: Context) => R): R;
  export function withDeadline(time: Date | number): Context;

  /** Owns the green threads that it starts. */
  export interface Scope {
    readonly context: Context;
    /** Starts a thread. With a limit, blocks while that many run. */
    go<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
    /** Blocks until all threads have ended; throws the first failure. */
    wait(): void;
  }
  export interface ScopeOptions {
    /** How many of its threads may run at a time. */
    limit?: number;
    timeoutMs?: number;
  }
  /**
   * Calls `fn` and waits for all threads that it started in the scope. The first failure cancels the rest and is thrown.
   *
   * ```js
   * const pages = scope((s) => urls.map((url) => s.go(load, url))).map((task) => task.join());
   * ```
   */
  export function scope<R>(fn: (scope: Scope) => R, options?: ScopeOptions): R;

  /**
   * A value that each thread has its own of. Threads started by `go.local`, timers and promise jobs inherit it; async functions
   * keep it across `await`. Threads that `go` starts share nothing and begin with `initial`.
   */
  export class Local<T> {
    constructor(initial?: T);
    get(): T;
    /** Sets it for the running thread. */
    set(value: T): void;
    /** Sets it for the duration of a call. */
    run<A extends unknown[], R>(value: T, fn: (...args: A) => R, ...args: A): R;
  }

  // ------------------------------------------------------------------------------------------- errors

  /** Sending on a closed channel, or closing it again. */
  export class ClosedError extends Error {
    /** What was not sent. */
    readonly value: unknown;
  }
  export class CancelledError extends Error {
    readonly reason: unknown;
  }
  /**
   * A thread or isolate used more than it may. Buffers and strings that are too large, and recursion that is too deep, are
   * RangeErrors, as everywhere. Promise jobs belong to no thread: when they hit a limit on another core, all threads there get
   * this error; on core 0 the program ends.
   */
  export class LimitError extends Error {
    readonly limit: "heap" | "cpu" | "wall";
  }
  /** A deadline passed. */
  export class TimeoutError extends CancelledError {}
  /** A wait inside native code that could never end. (When all threads wait for ever, the program ends with a report.) */
  export class DeadlockError extends Error {}
  /** A primitive was used against its rules. */
  export class UsageError extends Error {}

  export { Barrier, Cond, Mutex, Once, RWMutex, Semaphore, WaitGroup, group, once } from "hz:sync";

  // ----------------------------------------------------------------------------------------- lists

  export { parallel } from "hz:parallel";
}

declare module "hz:parallel" {
  /** The typed arrays. */
  type Numbers =
    | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array
    | Float32Array | Float64Array;
  type BigInts = BigInt64Array | BigUint64Array;
  type TypedArray = Numbers | BigInts;
  /** What the elements of a typed array are. */
  type ElementOf<L extends TypedArray> = L extends BigInts ? bigint : number;

  export interface ParallelOptions {
    /**
     * How many items are done at a time. Unless it is set, that is decided by what items cost, and other cores are called only
     * if that pays; if it is set, they are called as soon as there are more items than that.
     */
    chunk?: number;
    /** How many cores at most do the work; all of the program's unless set. */
    cores?: number;
    /** The calling thread does all of it, in order. */
    sequential?: boolean;
  }
  export interface FoldOptions<U> extends ParallelOptions {
    /** Joins two partial values, of which the first belongs to earlier items. Called on the caller's core. */
    combine(left: U, right: U): U;
  }

  /**
   * Functions over lists, done by all cores. They block until all is done. A function that is given to them travels like one given to
   * `go`: it gets copies of the items and of what it captures, wherever it runs. The first failure ends the rest and is thrown.
   *
   * ```js
   * const hashes = parallel.map(files, (name) => hash(fs.readFileSync(name)));
   * ```
   */
  export interface Parallel {
    /**
     * The results, in the order of the list. Holes stay holes. A typed array gives one of its kind, in shared memory if the list is.
     * The result of an async function is what its promise settles to.
     */
    map<L extends TypedArray>(list: L, fn: (item: ElementOf<L>, index: number) => ElementOf<L> | PromiseLike<ElementOf<L>>, options?: ParallelOptions): L;
    map<T, R>(list: readonly T[], fn: (item: T, index: number) => R, options?: ParallelOptions): Awaited<R>[];

    /** Calls the function for each item. */
    forEach<L extends TypedArray>(list: L, fn: (item: ElementOf<L>, index: number) => unknown, options?: ParallelOptions): void;
    forEach<T>(list: readonly T[], fn: (item: T, index: number) => unknown, options?: ParallelOptions): void;

    /** The items of the list (not copies) for which the function gives something true, in order. */
    filter<L extends TypedArray>(list: L, fn: (item: ElementOf<L>, index: number) => unknown, options?: ParallelOptions): L;
    filter<T>(list: readonly T[], fn: (item: T, index: number) => unknown, options?: ParallelOptions): T[];

    /**
     * Joins the items to one. The function must be associative, `f(f(a, b), c) = f(a, f(b, c))`: cores join parts of the list, and their
     * results are joined in the order of the list. `initial` comes before the first item. Without it (or with `undefined`) an empty
     * list is a TypeError.
     */
    reduce<L extends TypedArray>(list: L, fn: (left: ElementOf<L>, right: ElementOf<L>) => ElementOf<L>, initial?: ElementOf<L>, options?: ParallelOptions): ElementOf<L>;
    reduce<T>(list: readonly T[], fn: (left: T, right: T) => T | PromiseLike<T>, initial?: T, options?: ParallelOptions): T;
    /**
     * With `combine` the value may be of another kind than the items. Each part begins with a copy of `initial`, which must be neutral:
     * `combine(initial, x) = x`.
     */
    reduce<L extends TypedArray, U>(list: L, fn: (value: U, item: ElementOf<L>, index: number) => U | PromiseLike<U>, initial: U, options: FoldOptions<U>): U;
    reduce<T, U>(list: readonly T[], fn: (value: U, item: T, index: number) => U | PromiseLike<U>, initial: U, options: FoldOptions<U>): U;

    /**
     * Sorts the list in place, and gives it. Stable; without a function in the order of its own `sort`. A comparison that throws leaves
     * an array as it was.
     */
    sort<L extends Numbers>(list: L, compare?: (a: number, b: number) => number, options?: ParallelOptions): L;
    sort<L extends BigInts>(list: L, compare?: (a: bigint, b: bigint) => number | bigint, options?: ParallelOptions): L;
    sort<T>(list: T[], compare?: (a: T, b: T) => number, options?: ParallelOptions): T[];

    /** Calls the function for each whole number from `lo` up to and without `hi`. Its results go into shared memory, or over channels. */
    for(lo: number, hi: number, fn: (i: number) => unknown, options?: ParallelOptions): void;
  }
  export const parallel: Parallel;
  export const map: Parallel["map"];
  export const forEach: Parallel["forEach"];
  export const filter: Parallel["filter"];
  export const reduce: Parallel["reduce"];
  export const sort: Parallel["sort"];
  const forRange: Parallel["for"];
  export { forRange as for };
}

declare module "hz:sync" {
  import type { Scope, Task } from "hz";

  /** What threads queue up for. All waits are first come, first served, and can be cancelled. */
  interface Named {
    /** For reports. */
    name: string;
  }

  export class Mutex implements Named {
    name: string;
    readonly locked: boolean;
    /** Blocks until the mutex is free. It does not nest. */
    lock(): void;
    tryLock(): boolean;
    unlock(): void;
    /** Calls a function with the mutex locked. */
    run<R>(fn: () => R): R;
  }

  /** Many readers or one writer. */
  export class RWMutex implements Named {
    name: string;
    lock(): void;
    tryLock(): boolean;
    unlock(): void;
    rLock(): void;
    tryRLock(): boolean;
    rUnlock(): void;
    /** Calls a function as a reader. */
    read<R>(fn: () => R): R;
    /** Calls a function as the writer. */
    write<R>(fn: () => R): R;
  }

  export class Semaphore implements Named {
    constructor(permits: number);
    name: string;
    readonly permits: number;
    /** Blocks until there are `n` permits (1). */
    acquire(n?: number): void;
    tryAcquire(n?: number): boolean;
    release(n?: number): void;
    run<R>(fn: () => R, n?: number): R;
  }

  /** Waits until a number of things are done. */
  export class WaitGroup implements Named {
    name: string;
    readonly count: number;
    add(n?: number): void;
    done(): void;
    /** Blocks until the count is 0. */
    wait(): void;
    /** Starts a thread that counts until it ends. */
    go<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
  }

  /** A condition under a mutex. */
  export class Cond implements Named {
    constructor(mutex?: Mutex);
    name: string;
    readonly mutex: Mutex;
    /** Unlocks the mutex, blocks until there is a signal, locks the mutex again (also when it throws). */
    wait(): void;
    /** Waits until `holds()` is true. */
    waitUntil(holds: () => boolean): void;
    /** Wakes one thread. */
    signal(): void;
    /** Wakes all threads. */
    broadcast(): void;
  }

  /** Holds threads until `size` of them have come; again and again. */
  export class Barrier implements Named {
    constructor(size: number);
    name: string;
    /** Blocks; true for the thread that came last. */
    wait(): boolean;
  }

  /** Runs something once; all calls get its result, or its exception. */
  export class Once<T = unknown> {
    do(fn: () => T): T;
    readonly done: boolean;
  }
  /** A function that runs `fn` at its first call and gives that result ever after. */
  export function once<T>(fn: () => T): () => T;

  /** Threads that are waited for together: `wait` throws the first failure, which cancels the others. */
  export function group(options?: { limit?: number }): Scope;
}

declare module "hz:time" {
  export { TimeoutError, after, sleep, tick, withDeadline, withTimeout } from "hz";
}
