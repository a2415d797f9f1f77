// Functions that are called on the spot at the top of a module, as bundles have them, leave the stack where they block.
import { chan, go, sleep, yieldNow } from "hz";

const asker = (channel) => ({ get answer() { return channel.recv(); } });

(function () {
  const questions = chan(), answers = chan();
  go.local(() => answers.send(asker(questions).answer));
  sleep(1);
  go.local(() => { sleep(1); questions.send(7); });
  console.log(answers.recv());
})();

console.log((() => {
  const questions = chan(), answers = chan();
  go.local(() => answers.send(asker(questions).answer + 1));
  sleep(1);
  questions.send(7);
  return answers.recv();
})());

// One inside the other, with finally, and an exception that comes from a wait.
(function outer(name) {
  const log = [];
  (function inner() {
    const closed = chan();
    go.local(() => { yieldNow(); closed.close(); });
    try {
      for (const x of [1, 2]) {
        try { log.push(x); closed.send(x); } finally { sleep(1); log.push(`${name} ${x}`); }
      }
    } catch (error) {
      log.push(error.name);
    }
  })();
  console.log(log.join(", "));
}).call(null, "finally");

// A loop in one is pre-empted, and others that wait in native code go on.
(() => {
  let stop = false;
  const channel = chan();
  go.local(() => { sleep(1); channel.send(1); });
  go.local(() => { asker(channel).answer; stop = true; });
  let turns = 0;
  while (!stop) turns++;
  console.log(turns > 0);
})();
