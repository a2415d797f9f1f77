// Spawns and switches are told of all threads; calls know the thread on which they are made.
import { attach } from "hz:hooks";
import { current, go, yieldNow } from "hz";

const spawned = [];
const switches = new Map();
const order = [];
let last;
let broken = 0;
const hooks = attach(
  {
    spawn: (task, starter) => spawned.push(`${starter.name} starts ${task.name}`),
    switch(from, to) {
      if (last !== undefined && from !== last) broken++;
      last = to;
      if (to !== null) switches.set(to.name, (switches.get(to.name) ?? 0) + 1);
    },
    call: (call) => order.push(`${call.task.name}:${call.function}`),
  },
  { function: "step" },
);
function step(n) {
  if (n > 0) {
    yieldNow();
    step(n - 1);
  }
  return current().name;
}
function ping() {
  return step(2);
}
function pong() {
  return go.local(function inner() {
    return step(1);
  }).join();
}
const tasks = [go.local(ping), go.local(pong)];
console.log(tasks.map((task) => task.join()).join());
hooks.remove();
const seen = switches.get("ping");
go.local(ping).join();
console.log(spawned.sort().join("; "));
console.log(order.sort().join(" "));
console.log("each switch begins where the last one ended:", broken === 0 || broken);
console.log("switched to all of them:", ["ping", "pong", "inner"].every((name) => switches.get(name) > 0));
console.log("silent when removed:", switches.get("ping") === seen);
