// Three threads that never give way, and a clock that ticks all the same.
//
//     hzrun --cores 1 examples/preempt/main.js
//
// All four share one core. In Node the first `while` would be the last thing to run. Here a thread that has used up its
// slice (10 ms, or --slice) is suspended in the middle of its loop and goes on there later.
import { go, sleep } from "hz";

const turns = [0, 0, 0];
let stop = false;

for (let hog = 0; hog < turns.length; hog++) {
  go.local(() => {
    while (!stop) turns[hog]++;
  });
}

for (let tick = 1; tick <= 5; tick++) {
  sleep(100);
  console.log(`tick ${tick}`);
}
stop = true;
console.log(`hogs that had their share: ${turns.filter((n) => n > 0).length} of ${turns.length}`);
console.error(`turns: ${turns.join(", ")}`);
