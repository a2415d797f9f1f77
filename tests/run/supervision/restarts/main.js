// Which ends are followed by a restart.
import { chan, go, sleep } from "hz";
import { supervise } from "hz:supervisor";

for (const restart of ["permanent", "transient", "temporary"]) {
  for (const end of ["well", "failure"]) {
    let runs = 0;
    const again = chan(8);
    const child = () => {
      again.send(++runs);
      if (runs === 2) sleep(60_000);
      if (end === "failure") throw new Error(`failure ${runs}`);
    };
    const heard = [];
    const supervisor = supervise({
      children: [{ name: "child", start: () => go.local(child), restart }],
      onRestart: (name, error) => heard.push(`${name}: ${error?.message ?? "ended"}`),
    });
    again.recv();
    const isBack = restart === "permanent" || (restart === "transient" && end === "failure");
    if (isBack) again.recv();
    else supervisor.join();
    console.log(restart, end, runs, heard.join());
    supervisor.stop();
    console.log(supervisor.task.status, supervisor.children.length === (isBack ? 1 : 0));
  }
}
