// An unbuffered channel hands each message over before its sender goes on, on whichever cores the two ends are.
import { chan, go } from "hz";

const ping = chan();
const pong = chan();
const echo = go(() => {
  let n = 0;
  for (const value of ping) {
    n++;
    pong.send(value + 1);
  }
  pong.close();
  return n;
});

let value = 0;
for (let i = 0; i < 500; i++) {
  ping.send(value);
  value = pong.recv();
}
ping.close();
console.log(value, echo.join(), pong.recv(), pong.recv2().ok);
