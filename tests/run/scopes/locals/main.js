// Thread-local values: inherited when a thread starts, its own from then on; also across await, timers and promises.
import { Local, go, sleep } from "hz";
const user = new Local("nobody");
const log = [];
user.run("ann", () => {
  const task = go.local(() => { log.push(user.get()); sleep(40); log.push(user.get()); user.set("eve"); log.push(user.get()); });
  user.run("bob", () => { sleep(1); log.push(user.get()); });
  task.join();
  log.push(user.get());
  setTimeout(() => log.push("timer " + user.get()), 1);
});
log.push(user.get());
sleep(30);
console.log(log.sort().join(", "));
