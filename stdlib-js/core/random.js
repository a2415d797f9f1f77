// Random numbers for the schedule: which of several ready select cases runs, and, with a seed, which
// thread is next and where it is pre-empted. A generator of our own (xorshift32), because the schedule
// must repeat when the seed does, and must not draw from the program's `Math.random`.

import ops from "hz:internal/ops";

/** Whether the schedule is drawn from a seed (and time is virtual). */
export const seeded = ops.seed !== undefined && ops.seed !== null;

// xorshift only needs a state that is not zero: 0 says that none was drawn yet.
let state = 0;

// Any odd multiplier spreads small seeds.
const begin = () => Math.imul(((seeded ? ops.seed : ops.now() * 1000) | 0) ^ (ops.isolate << 16), 0x9e3779b1) | 0 || 1;

/** A whole number in [0, n). The bias of the modulus is below n / 2^31. */
export function below(n) {
  if (state === 0) state = begin();
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state & 0x7fffffff) % n;
}
