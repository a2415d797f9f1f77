// Threads of high priority come first, and those of low priority run all the same.
import { chan, current, go, yieldNow } from "hz";

function start(priority, fn) {
  const task = go.local(fn);
  task.priority = priority;
  return task;
}

// Beside threads that are always ready, whether they give way or not.
for (const turn of [() => yieldNow(), () => {}]) {
  let stop = false;
  const greedy = [1, 2, 3].map(() => start("high", () => { while (!stop) turn(); }));
  const plain = start("normal", () => { while (!stop) turn(); });
  const meek = start("low", () => { stop = true; return "low runs"; });
  console.log(meek.join(), [...greedy, plain].every((task) => task.join() === undefined));
}

// Of two threads that take turns, the one of high priority has more of them.
const turns = { high: 0, low: 0 };
const begins = chan();
const racers = ["low", "high"].map((priority) => start(priority, () => {
  begins.recv();
  while (turns.high < 1000 && turns.low < 1000) { turns[priority]++; yieldNow(); }
}));
begins.close();
racers.forEach((task) => task.join());
console.log(turns.high === 1000, turns.low > 0);

// Those that a thread starts have its priority.
console.log(start("low", () => go.local(() => current().priority).join()).join(), current().priority);
try { current().priority = "urgent"; } catch (error) { console.log(error.name, error.message); }
