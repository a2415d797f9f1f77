// Setting up what needs those built-ins that V8 adds to a context only after it is read from a snapshot: whatever a flag of V8
// can turn off, which is what is newest in the language. Where the library is loaded without a snapshot, all is there at once.
//
// Nothing else in the library may ask at its top level for such a built-in; runtime/tests/snapshot.rs compares the two worlds.

import ops from "hz:internal/ops";

let waiting = ops.makesSnapshot === true ? [] : null;

/** Calls `setUp` once all built-ins are there: at once, or in each isolate that starts from the snapshot that is made. */
export function whenComplete(setUp) {
  if (waiting === null) setUp();
  else waiting.push(setUp);
}

/** The same for a property of which V8 has one of its own. */
export function defineLate(object, key, descriptor) {
  whenComplete(() => Object.defineProperty(object, key, descriptor));
}

/** The engine calls this when it has read a context from a snapshot, before anything runs there. */
export function complete() {
  const all = waiting;
  waiting = null;
  for (let i = 0; i < all.length; i++) all[i]();
}
