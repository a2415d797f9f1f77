// Whether the driver rests: no thread is ready, and only the host can make one so. Apart, because the run queue asks.

let resting = false;
let wake = () => {};

/** Sets what is called once when something is to be done again. */
export function onWake(fn) {
  wake = fn;
}

/** The driver has nothing to do. */
export function rest() {
  resting = true;
}

export function isResting() {
  return resting;
}

/** There is something to do. */
export function wakeIfResting() {
  if (!resting) return;
  resting = false;
  wake();
}
