// A thread can be cancelled wherever it runs: in a loop, while it waits, and before it has started.
import { chan, go, sleep } from "hz";

const how = (task) => {
  try {
    return task.join();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

const started = chan();
const loops = go(() => {
  started.send(1);
  while (true);
});
started.recv();
loops.cancel("too long");
console.log(how(loops), loops.status);

const never = chan();
const waits = go(() => {
  try {
    started.send(2);
    never.recv();
  } finally {
    started.send("cleaned up");
  }
});
started.recv();
sleep(5);
waits.cancel();
console.log(started.recv(), how(waits));

const ended = go(() => "done");
console.log(how(ended), ended.cancel());
