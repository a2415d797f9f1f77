// A call tree of the running program, made by hooks: one node for each path of calls, with how often it was called and the
// time that was spent in it. Time is charged when something happens: to what ran until then.

import { attach } from "hz:hooks";

const notTheProfilers = /^(?!.*\/call-graph\/(main|print|profile)\.js$)/;

/** A path of calls, by its last function. */
export class Node {
  calls = 0;
  selfMs = 0;
  children = new Map();

  constructor(name, place) {
    this.name = name;
    this.place = place;
  }

  /** The node of a function called from here. */
  child(name, place) {
    const key = `${name} ${place}`;
    let node = this.children.get(key);
    if (node === undefined) this.children.set(key, (node = new Node(name, place)));
    return node;
  }

  /** Time spent here and in all that was called from here. */
  get totalMs() {
    let total = this.selfMs;
    for (const child of this.children.values()) total += child.totalMs;
    return total;
  }
}

/** Profiles from now on. Gives a function that ends it and gives the tree, whose first level are the threads by name. */
export function profile() {
  const root = new Node("", "");
  // What each thread is in the middle of.
  const tops = new WeakMap();
  let lastMs = performance.now();

  const thread = (task) => root.child(`thread ${task.name || "event loop"}`, "");
  const callerOf = (call) => call.caller?.data ?? thread(call.task);

  // A hook: charges what ran until now, notes what runs from now on. Its own time is nobody's.
  const hook = (before, after) => (...event) => {
    const node = before(...event);
    if (node !== undefined) node.selfMs += performance.now() - lastMs;
    after(...event);
    lastMs = performance.now();
  };
  const begin = (call) => {
    call.data = callerOf(call).child(call.function, `${call.module.split("/").at(-1)}:${call.line}`);
    call.data.calls++;
    tops.set(call.task, call.data);
  };
  const end = hook((call) => call.data, (call) => tops.set(call.task, callerOf(call)));
  const hooks = attach(
    {
      call: hook(callerOf, begin),
      return: end,
      throw: end,
      suspend: end,
      resume: hook(() => undefined, (call) => tops.set(call.task, call.data)),
      switch: hook((from) => from === null ? undefined : tops.get(from), () => {}),
    },
    { module: notTheProfilers },
  );
  return () => {
    hooks.remove();
    return root;
  };
}
