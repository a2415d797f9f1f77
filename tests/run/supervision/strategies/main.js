// Who is stopped and started again with the child that failed.
import { chan, go, sleep } from "hz";
import { supervise } from "hz:supervisor";

for (const strategy of ["one-for-one", "one-for-all", "rest-for-one"]) {
  const log = [], fail = chan(), up = chan(8);
  const child = (name) => ({
    name,
    start: () => {
      log.push(`+${name}`);
      return go.local(() => {
        try {
          up.send(name);
          if (name === "b") {
            fail.recv();
            throw new Error("b fails");
          }
          sleep(60_000);
        } finally {
          log.push(`-${name}`);
        }
      });
    },
  });
  const supervisor = supervise({ strategy, children: ["a", "b", "c"].map(child) });
  for (let i = 0; i < 3; i++) up.recv();
  fail.send(1);
  for (let i = { "one-for-one": 1, "one-for-all": 3, "rest-for-one": 2 }[strategy]; i > 0; i--) up.recv();
  console.log(strategy, log.splice(0).join(" "));
  supervisor.stop();
  console.log("stop", log.join(" "));
}
