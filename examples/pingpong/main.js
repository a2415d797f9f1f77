// Two threads and one ball: an unbuffered channel in each direction.
//
//     hzrun examples/pingpong/main.js [rounds]
//
// A send on an unbuffered channel waits until the other side takes the value, so the players strictly alternate.
// The measured time is that of two switches between green threads.
import { chan, go } from "hz";

const rounds = Number(process.argv[2] ?? 100_000);
const there = chan(), back = chan();

go.local(() => {
  for (const ball of there) back.send(ball + 1);
});

const started = performance.now();
let ball = 0;
for (let i = 0; i < rounds; i++) {
  there.send(ball);
  ball = back.recv();
}
there.close();
const roundNs = ((performance.now() - started) * 1e6) / rounds;

console.log(`the ball went over the net ${2 * ball} times`);
console.error(`${Math.round(roundNs)} ns a round`);
