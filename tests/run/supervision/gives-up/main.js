// A supervisor whose children fail too often stops the others and fails with the last failure.
import { go, sleep, yieldNow } from "hz";
import { RestartLimitError, supervise } from "hz:supervisor";

let runs = 0;
let isSteady = false;
const supervisor = supervise({
  maxRestarts: 2,
  children: [
    { name: "steady", start: () => go.local(steady) },
    { name: "bad", start: () => go.local(bad) },
  ],
});

function steady() {
  try {
    isSteady = true;
    sleep(60_000);
  } finally {
    console.log("steady is stopped");
  }
}

function bad() {
  while (!isSteady) yieldNow();
  throw new Error(`run ${++runs}`);
}

try {
  supervisor.join();
} catch (error) {
  console.log(error instanceof RestartLimitError, error.message, "|", error.cause.message);
}

// A start function that throws: at first that is its caller's error, later a failure like any other.
let starts = 0;
try {
  supervise({ children: [{ name: "a", start: () => { throw new Error("cannot start"); } }] });
} catch (error) {
  console.log(error.message);
}
const late = supervise({
  children: [{
    name: "a",
    start() {
      if (++starts > 1) throw new Error(`start ${starts}`);
      return go.local(() => { throw new Error("run"); });
    },
  }],
});
try {
  late.join();
} catch (error) {
  console.log(error.name, error.cause.message);
}
for (const options of [{ strategy: "all" }, { children: [{ name: "x", start: 5 }] }, { maxRestarts: -1 }, { children: [{ start() {} }] }]) {
  try {
    supervise(options);
  } catch (error) {
    console.log(error.name, error.message);
  }
}
