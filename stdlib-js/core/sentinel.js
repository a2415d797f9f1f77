// The sentinel: what a callee gives its compiled caller when it must stop.
//
// Code that is not compiled must never take it for a value. It has no prototype and cannot be changed,
// and converting it to a primitive throws, so that a hole shows where it is.

function hole() {
  throw new TypeError(
    "a green thread stopped inside native code that cannot be suspended (the sentinel was converted to a primitive)",
  );
}

export const S = Object.freeze(
  Object.create(null, {
    [Symbol.toPrimitive]: { value: hole },
    [Symbol.toStringTag]: { get: hole },
    [Symbol.iterator]: { get: hole },
    toString: { value: hole },
    valueOf: { value: hole },
    toJSON: { value: hole },
    // `await` and `resolve` look for it.
    then: { get: hole },
  }),
);

/**
 * Key of an iterator's `next` that may give the sentinel. Compiled loops prefer it; native code does not know it, and calls
 * `next`, which must not.
 */
export const suspendingNext = Symbol("hz.suspendingNext");
