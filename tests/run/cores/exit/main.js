// The end of the process does not wait for threads on other cores, not even for one that never looks up.
import { chan, go } from "hz";

const started = chan();
for (let i = 0; i < 3; i++) {
  go(() => {
    started.send(true);
    while (true);
  });
}
started.recv();
console.log("leaving");
process.exit(3);
