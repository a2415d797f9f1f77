// An exception in a thread that nobody joins ends the program, wherever it happens.
import { chan, go } from "hz";

go(() => {
  throw new RangeError("lost on some core");
});
chan().recv();
