// Functions of the program that native code calls, in a form in which it never sees the sentinel.
//
// `nested` runs what the function captured to its end on top of the native frame. `reaction` is for a callback whose
// result becomes a promise's: when it blocks it goes on as a thread of its own, and what the native code gets is a promise.

import { S } from "hz:core/sentinel";
import { adopt } from "hz:core/scheduler";
import { asyncCall, pinnedCall, runCapture } from "hz:core/pinned";

const { apply, construct } = Reflect;
const { toString } = Function.prototype;
// A function in whose text the only parentheses are those of its parameters calls nothing. Longer ones are not looked at.
const LONGEST_LEAF = 200;
const leaf = /^[^(`]*\([^()`]*\)[^(`]*$/;
const { exec } = RegExp.prototype;
const { includes } = String.prototype;

/** A function that native code may call in place of `fn`; anything else as it is. */
export function nested(fn) {
  if (typeof fn !== "function") return fn;
  return function (...args) {
    const result = new.target === undefined ? apply(fn, this, args) : construct(fn, args, new.target);
    return result === S ? runCapture() : result;
  };
}

/** The same; a function that calls nothing is returned as it is, as far as that can be told. */
export function nestedUnlessLeaf(fn) {
  if (typeof fn !== "function") return fn;
  const text = apply(toString, fn, []);
  const isShort = text.length <= LONGEST_LEAF && !apply(includes, text, ["[native code]"]);
  return isShort && apply(exec, leaf, [text]) !== null ? fn : nested(fn);
}

/** Calls a function of the program from native code. */
export function nestedCall(fn, receiver, ...args) {
  return pinnedCall(apply(fn, receiver, args));
}

/** A callback of a promise; anything else as it is. */
export function reaction(callback) {
  if (typeof callback !== "function") return callback;
  return (value) => {
    const result = callback(value);
    return result === S ? resultOfCapture() : result;
  };
}

/** The same for a callback that gets no argument. */
export function finalReaction(callback) {
  if (typeof callback !== "function") return callback;
  return () => {
    const result = callback();
    return result === S ? resultOfCapture() : result;
  };
}

function resultOfCapture() {
  const result = asyncCall();
  return result === S ? adopt() : result;
}
