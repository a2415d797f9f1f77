// What cannot travel is refused where it is sent, by its place in the value.
import { chan, go } from "hz";

const attempt = (run) => {
  try {
    console.log(run());
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
};

class Open {}

function closures() {
  const helper = () => 1;
  attempt(() => go(() => helper()).join());
  attempt(() => go(helper).join());
  class Local {}
  attempt(() => go((x) => x, { deep: [new Local()] }).join());
}

closures();
attempt(() => go((x) => x, 1, { handlers: { onDone() {} } }).join());
attempt(() => go((x) => x, [new Map([["key", Symbol("s")]])]).join());
attempt(() => go((x) => x, new WeakMap()).join());
attempt(() => go(() => () => 1).join());
attempt(() => go(() => new Open()).join() instanceof Open);
attempt(() => go((task) => task, go((n) => n, 1)));
attempt(() => go("text"));
try {
  go.on(99, Open);
} catch (error) {
  console.log(error.name);
}
const c = chan(1);
go((c) => c.len, c).join();
attempt(() => c.send({ f: () => 1 }));
attempt(() => c.len);
