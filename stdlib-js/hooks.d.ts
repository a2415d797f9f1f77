// "hz:hooks": functions that are told of calls, returns, exceptions, spawns and switches. For runs with `hzrun --hooks`; without
// it nothing of this is there, and importing the module is an error. See docs/hooks.md.

import type { Task } from "hz";

/** An activation of a function: the same object for all that happens to it. */
export interface Call {
  /** The function's name: `"main"`, `"Point.norm"`, `"get Point.area"`, `"<anonymous>"`. A constructor goes by its class. */
  readonly function: string;
  /** The URL of its module; the text's name for code from `eval`. */
  readonly module: string;
  /** Where it begins in its module, from 1. */
  readonly line: number;
  readonly column: number;
  /** The call in which this one was made; `null` at the bottom of a thread's stack. */
  readonly caller: Call | null;
  /** The green thread on which it runs. */
  readonly task: Task;
  /** For the hooks' own use. */
  data: any;
}

/** What to tell of. Hooks run atomically: they are not pre-empted, and must not block. */
export interface Hooks {
  /** A function begins. `args` are the values of its parameters, `self` its `this`; a generator begins with its first `next()`. */
  call?(call: Call, args: unknown[], self: unknown): void;
  /** It ends; a constructor with its object. */
  return?(call: Call, value: unknown): void;
  /** It ends by an exception. */
  throw?(call: Call, error: unknown): void;
  /** An async function or generator leaves the stack, to wait. */
  suspend?(call: Call): void;
  /** It is back. */
  resume?(call: Call): void;
  /** A green thread was started; `starter` is `null` when nobody on this core did. */
  spawn?(task: Task, starter: Task | null): void;
  /** Another thread runs on this core; `null` is none. */
  switch?(from: Task | null, to: Task | null): void;
}

/** Of which functions to tell; `spawn` and `switch` are told of all threads. */
export interface Filter {
  /** A function's name, or an expression that it matches. */
  function?: string | RegExp;
  /** A module's URL, the end of it behind a slash, or an expression that it matches. */
  module?: string | RegExp;
}

/** Hooks that were attached. */
export interface Attachment extends Disposable {
  /** They are told nothing from now on. */
  remove(): void;
}

/**
 * Has `hooks` told of what happens on this core from now on. A hook that throws is removed, with all that were attached with it,
 * and its exception is an uncaught one; what it was told of goes on.
 */
export function attach(hooks: Hooks, filter?: Filter): Attachment;
