// The program ends when its last thread has, on whichever core that is.
import { go, sleep } from "hz";

for (let i = 0; i < 3; i++) {
  go((i) => {
    sleep(5 * (i + 1));
    console.log("thread", i);
  }, i);
}
process.on("exit", (code) => console.log("exit", code));
console.log("end of main");
