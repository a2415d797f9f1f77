// A hook that throws is removed with those attached with it; its exception is uncaught, and the function goes on.
import { attach } from "hz:hooks";

process.on("uncaughtException", (error) => console.log("uncaught:", error.message));
function target(x) {
  return x + 1;
}
const heard = [];
attach(
  {
    call() {
      throw new Error("from the hook");
    },
    return: () => heard.push("never told"),
  },
  { function: "target" },
);
attach({ return: (call, value) => heard.push(value) }, { function: "target" });
console.log(target(1), target(2), heard.join());
await new Promise((resolve) => setTimeout(resolve, 1));
process.removeAllListeners("uncaughtException");

attach({ throw: () => null[0] }, { function: "throws" });
function throws() {
  throw new RangeError("its own");
}
try {
  throws();
} catch (error) {
  console.log(error.name);
}
setTimeout(() => console.log("not reached"), 1000);
