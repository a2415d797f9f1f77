// Linked threads fail together, in both directions and along chains; a good end leaves the other alone.
import { chan, current, go, sleep } from "hz";
import { LinkError, link, monitor } from "hz:supervisor";

const linked = chan();

function waiter(name, ...others) {
  const task = go.local(() => {
    for (const other of others) link(other);
    linked.send(name);
    sleep(60_000);
  });
  task.name = name;
  linked.recv();
  return task;
}

function ended(task) {
  const { status, error } = monitor(task).recv();
  console.log(task.name, status, error.name, error.message.replace(/\d+/, "N"), "|", error.cause?.message);
}

const start = chan();
const a = go.local(function a() {
  start.recv();
  throw new Error("a's own");
});
const b = waiter("b", a);
const c = waiter("c", b);
const ends = [b, c].map((task) => [task, monitor(task)]);
start.send(1);
for (const [task, end] of ends) {
  const { status, error } = end.recv();
  console.log(task.name, status, error.name, error.message.replace(/\d+/, "N"), "|", error.cause.message.replace(/\d+/, "N"));
}
console.log(a.status);

// The other direction: the one that made the link fails.
const child = waiter("child");
const parent = go.local(function parent() {
  link(child);
  throw new Error("parent's own");
});
try {
  parent.join();
} catch (error) {
  console.log(error.message);
}
ended(child);

// A good end, an undone link.
const quiet = waiter("quiet", go.local(function good() {}));
const undone = waiter("undone");
const doomed = go.local(() => {
  link(undone)();
  throw new Error("alone");
});
console.log(monitor(doomed).recv().error.message);
sleep(5);
console.log(quiet.status, undone.status);
quiet.cancel();
undone.cancel();

// Who catches the error goes on; across cores it is the same.
try {
  link(go(() => { throw new RangeError("far away"); }));
  sleep(60_000);
} catch (error) {
  console.log(error instanceof LinkError, error.cause instanceof RangeError, error.cause.message);
}
try {
  link(current());
} catch (error) {
  console.log(error.message);
}
