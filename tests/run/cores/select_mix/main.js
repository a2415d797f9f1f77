// One select over a channel of this isolate and one that other cores use: each message arrives once, in order.
import { chan, go, select } from "hz";

const far = chan(4);
const near = chan();
const done = chan();

go(() => {
  for (let i = 0; i < 300; i++) far.send(i);
  far.close();
});
go.local(() => {
  for (let i = 0; i < 300; i++) near.send({ i, self: near });
  near.close();
});

let fars = 0;
let nears = 0;
let open = 2;
const ends = [];
while (open > 0) {
  const { case: key, value, ok } = select({ far: fars < 0 ? null : far, near: nears < 0 ? null : near, done });
  if (!ok) {
    open--;
    ends.push(`${key} ended after ${key === "far" ? fars : nears}`);
    if (key === "far") fars = -1;
    else nears = -1;
  } else if (key === "far") {
    if (value !== fars++) throw new Error(`far: got ${value}`);
  } else if (value.i !== nears++ || value.self !== near) {
    // Never sent to another core, so objects arrive as they are.
    throw new Error(`near: got ${value.i}`);
  }
}
console.log(ends.sort().join("\n"));
const late = select({ done, timeout: 1 });
console.log(late.case);
