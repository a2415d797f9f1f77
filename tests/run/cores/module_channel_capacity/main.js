// A channel of the top level has one capacity on all cores, also when only the program's own core can compute it.
import { chan, go } from "hz";
import { availableParallelism } from "node:os";

const room = Math.min(2, 2 * availableParallelism());
const answers = chan(room), endless = chan(Infinity);

function work(n) {
  answers.send(n * 2);
  return [answers.cap, endless.cap];
}

console.log(go.on(1, work, 21).join().join(), answers.recv(), answers.cap, endless.cap);
