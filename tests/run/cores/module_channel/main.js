// A channel at the top level of a module is the same one on every core; so are functions, classes and constants.
import { chan, go } from "hz";
import { LIMIT, Counter, log, twice } from "./shared.js";

export const done = chan();
const words = ["a", "b"].map((word) => word + LIMIT);

function work(n) {
  const counter = new Counter();
  for (let i = 0; i < n; i++) counter.add(twice(i));
  log.send(`${words.join()} ${counter.total}`);
  done.send(n);
}

go(work, 3);
console.log(log.recv());
console.log(done.recv());
