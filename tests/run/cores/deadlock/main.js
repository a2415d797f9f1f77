// All threads on all cores wait for ever: the program says who waits for what, and ends with 2.
import { chan, go } from "hz";

const a = chan();
const b = chan();
go(() => {
  b.recv();
  a.send(1);
});
console.log("waiting");
a.recv();
console.log("never");
