// An exception that nobody takes is one of the host's.
import { chan, current, go } from "hz";

go.local(() => {
  current().name = "worker";
  throw new RangeError("out of luck");
});
setTimeout(() => console.log("never"), 60_000);
chan().recv();
