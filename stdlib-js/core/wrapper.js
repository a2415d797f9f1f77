// Bodies that are generators: those of functions that are called on the spot at the top of a module, and of the entry module when
// that is CommonJS (compiler/src/wrappers.rs). Where such a body has to stop it saves a frame, which holds the generator, and yields.

import { S } from "hz:core/sentinel";
import { take } from "hz:core/scheduler";

const { apply, getPrototypeOf } = Reflect;
// What a program puts in their place changes nothing here.
const { next, throw: throwInto } = getPrototypeOf(function* () {}).prototype;

/** hz$Z: runs a body until it ends or stops. `value` is what a resume version gets; nothing at first. */
export function runBody(generator, value) {
  let result;
  try {
    result = take(value);
  } catch (error) {
    return outcome(apply(throwInto, generator, [error]));
  }
  return outcome(apply(next, generator, [result]));
}

function outcome(step) {
  return step.done ? step.value : S;
}
