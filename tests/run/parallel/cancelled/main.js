// A thread that waits for its parallel work can be cancelled: the work ends, `finally` blocks run, then the caller goes on.
import { CancelledError, chan, go, parallel, sleep, withTimeout } from "hz";

function main() {
  const begun = chan(8);
  const ended = chan(8);
  const task = go.local(() => {
    try {
      parallel.forEach([1, 2, 3], (n) => {
        try {
          begun.send(n);
          for (;;) sleep(1000);
        } finally {
          ended.send(n);
        }
      }, { chunk: 1 });
    } catch (error) {
      // Whatever had begun has ended by now.
      return [error instanceof CancelledError, error.reason, ended.len > begun.len];
    }
  });
  begun.recv();
  task.cancel("enough");
  console.log(task.join());

  try {
    withTimeout(5, () => parallel.for(0, 4, () => { for (;;) sleep(1); }, { chunk: 1 }));
  } catch (error) {
    console.log(error.name);
  }
  console.log(parallel.map([1, 2], (n) => n + 1, { chunk: 1 }));
}

main();
