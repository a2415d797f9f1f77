// A thread that computes without end leaves the host its turns: its timers fire, its promises settle.
import { go } from "hz";

let stop = false;
const hog = go.local(() => { while (!stop); return "stopped"; });

let ticks = 0;
const timer = setInterval(() => {
  if (++ticks < 5) return;
  clearInterval(timer);
  Promise.resolve().then(() => (stop = true));
}, 1);
console.log(hog.join(), ticks);
