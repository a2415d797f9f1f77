// More kinds of objects than have a number of their own: the others carry their keys, and nothing changes.
import { chan, go } from "hz";

const there = chan(64), back = chan(64);
go(() => {
  for (const value of there) back.send(value);
});

let wrong = 0;
const KINDS = 5000;
for (let round = 0; round < 2; round++) {
  for (let i = 0; i < KINDS; i++) {
    there.send({ [`first${i}`]: i, [`second${i}`]: -i });
    const copy = back.recv();
    if (Object.keys(copy).join() !== `first${i},second${i}` || copy[`second${i}`] !== -i) wrong++;
  }
}
there.close();
console.log(wrong);
