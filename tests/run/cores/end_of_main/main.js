// The program ends when its last thread has, on whichever core that is.
import { chan, go, sleep } from "hz";

const results = chan();
const ended = chan();
for (let i = 0; i < 3; i++) {
  go((i) => {
    sleep(5);
    results.send(`thread ${i}`);
  }, i);
}
go.local(() => {
  ended.recv();
  const got = [results.recv(), results.recv(), results.recv()];
  console.log(got.sort().join(", "));
});
process.on("exit", (code) => console.log("exit", code));
console.log("end of main");
ended.close();
