// Promises that V8 itself settles, by a task from another thread or after a time: those of WebAssembly's compiler and of
// `Atomics.waitAsync`. While there are some, the isolate is woken for such tasks (runtime/src/engine/foreground.rs). They keep the
// program alive where V8 is certain to settle them: a wait without a time limit ends only if somebody else notifies.

import ops from "hz:internal/ops";
import { seeded } from "hz:core/random";
import { whenComplete } from "hz:core/late";
import { hold, onEvent, release } from "hz:core/loop";
import { standIn } from "hz:core/replace";
import { Timer, start, stop } from "hz:core/timers";

const { apply } = Reflect;
const { words } = ops;

const AWAITS_V8 = 8;

/** How long after a task was due it is looked for again, and how often where V8 does not tell of tasks. */
const AGAIN_MS = 1;

const TASKS = 9;

// The turn of the loop that follows runs them.
onEvent(TASKS, () => {});

whenComplete(() => {
  const { compile, instantiate } = WebAssembly;
  standIn(WebAssembly, {
    async compile(...args) {
      return await comes(() => apply(compile, WebAssembly, args));
    },

    async instantiate(...args) {
      return await comes(() => apply(instantiate, WebAssembly, args));
    },
  });
});

// The word is set before V8 begins: a task that comes at once wakes the isolate too.
async function comes(begin) {
  hold();
  words[AWAITS_V8]++;
  try {
    return await begin();
  } finally {
    words[AWAITS_V8]--;
    release();
  }
}

/** Turns the loop, which runs V8's tasks, when one of them is due. */
class Look extends Timer {
  constructor(ms) {
    super();
    this.keepsAlive = ms !== Infinity;
    this.settled = false;
    if (ms !== Infinity || ops.pollsV8) start(this, ops.pollsV8 ? AGAIN_MS : ms);
  }

  fire() {
    if (!this.settled) start(this, AGAIN_MS);
  }

  async end(promise) {
    await promise;
    words[AWAITS_V8]--;
    this.settled = true;
    stop(this);
  }
}

const { waitAsync } = Atomics;

standIn(Atomics, {
  waitAsync(cells, index, value, timeout) {
    if (seeded) throw new Error("Atomics.waitAsync cannot be repeated: a run with a seed has no such waits");
    let ms = Infinity;
    // V8 converts it when it has converted the others.
    const limit = {
      [Symbol.toPrimitive]() {
        const number = +timeout;
        if (number === number) ms = number;
        return number;
      },
    };
    let isAsync = false;
    words[AWAITS_V8]++;
    try {
      const result = apply(waitAsync, Atomics, [cells, index, value, limit]);
      isAsync = result.async;
      if (isAsync) new Look(ms).end(result.value);
      return result;
    } finally {
      if (!isAsync) words[AWAITS_V8]--;
    }
  },
});
