// Supervisors of supervisors: one that gives up is a failed child, and its new self starts its children anew.
import { chan, go, sleep } from "hz";
import { supervise } from "hz:supervisor";

let runs = 0;
const up = chan(8);
const inner = () => supervise({
  name: "inner",
  maxRestarts: 1,
  children: [{ name: "leaf", start: () => go.local(leaf) }],
});

function leaf() {
  up.send(++runs);
  if (runs < 4) throw new Error(`run ${runs}`);
  try {
    sleep(60_000);
  } finally {
    console.log("leaf is stopped");
  }
}

const heard = [];
const outer = supervise({
  children: [{ name: "inner", start: inner }],
  onRestart: (name, error) => heard.push(`${name}: ${error.name}: ${error.cause.message}`),
});
for (let i = 0; i < 4; i++) up.recv();
console.log(heard.join());
console.log(outer.child("inner").child("leaf").status);
outer.stop();
console.log("stopped");

// Joined by a thread that is cancelled: the children go with it.
const owner = go.local(() => supervise({ children: [{ name: "leaf", start: () => go.local(leaf) }] }).join());
up.recv();
owner.cancel("no more");
try {
  owner.join();
} catch (error) {
  console.log(error.message);
}
sleep(5);
