// Compiled code by hand: a generator function whose `yield` stands before every call that may stop its thread.
// `yield f()` gives the call's result, as the compiler's check behind a call does.
import { S } from "hz:core/sentinel";
import { loop, main, save, setRunning, spawn, take } from "hz:core/scheduler";
import { runCapture } from "hz:core/pinned";
import { setOwner } from "hz:core/loop";
import "hz:core/abi";

/** The captured form of a function. */
export function compiled(body) {
  return function (...args) {
    return step(body.apply(this, args), undefined, false);
  };
}

function step(activation, value, isError) {
  for (;;) {
    const { done, value: result } = isError ? activation.throw(value) : activation.next(value);
    if (done) return result;
    if (result === S) return save(null, resume, 0, activation);
    value = result;
    isError = false;
  }
}

function resume(frame, value) {
  try {
    value = take(value);
  } catch (error) {
    return step(frame[3], error, true);
  }
  return step(frame[3], value, false);
}

/** The pinned form: its frame stays native while its callees wait. */
export function pinned(body) {
  return function (...args) {
    const activation = body.apply(this, args);
    let next = activation.next();
    while (!next.done) {
      let value;
      try {
        value = next.value === S ? runCapture() : next.value;
      } catch (error) {
        next = activation.throw(error);
        continue;
      }
      next = activation.next(value);
    }
    return next.value;
  };
}

/** Runs threads until nothing is left to do. */
export function play(...bodies) {
  setOwner(null);
  setRunning(main);
  const threads = bodies.map((body) => spawn(compiled(body), []));
  loop(null);
  return threads;
}

/** As `play`, but on top of a main thread that is still in its top-level statements. */
export function playMain(body) {
  setRunning(main);
  return pinned(body)();
}
