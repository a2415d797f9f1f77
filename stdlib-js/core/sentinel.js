// The sentinel: what a callee gives its compiled caller when it must stop.
//
// Code that is not compiled must never take it for a value. Whatever is done with it but comparing throws, so that a hole
// shows where it is.

import ops from "hz:internal/ops";

const { ownKeys } = Reflect;

function hole() {
  throw new TypeError("a green thread stopped inside native code that cannot wait for it, and went on with its sentinel");
}

const traps = { __proto__: null };
for (const name of ownKeys(Reflect)) if (typeof name === "string") traps[name] = hole;
// Hosts of standalone output get it from callbacks that block, and may look whether it is a promise.
if (ops.embedded) {
  traps.get = (_, key) => (key === "then" ? undefined : hole());
  traps.getPrototypeOf = () => null;
}

export const S = new Proxy(Object.freeze({ __proto__: null }), Object.freeze(traps));

/** `next` of an iterator that can suspend, in the form that native code may call, and in the one that may give the sentinel. */
export let pinnedNext;
export let suspendingNext;

/** Names them; compiled loops take the latter. */
export function setSuspendingNext(pinned, suspending) {
  pinnedNext = pinned;
  suspendingNext = suspending;
}
