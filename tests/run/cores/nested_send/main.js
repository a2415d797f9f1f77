// A getter that runs while its object is being sent may send, receive, and throw itself; no value gets into another.
import { chan, go } from "hz";

const there = chan(16), back = chan(16);
go(() => {
  for (const value of there) back.send(value);
});

const show = (value) => JSON.stringify(value);
const outer = {
  before: "a text before",
  get inner() {
    there.send({ deep: [1, 2, "inner text"] });
    return show(back.recv());
  },
  after: [3.5, "a text after"],
};
there.send(outer);
console.log(show(back.recv()));

const throws = {
  before: "lost",
  get inner() {
    throw new RangeError("no value");
  },
};
for (let i = 0; i < 2; i++) {
  try {
    there.send(throws);
  } catch (error) {
    console.log(`${error}`);
  }
  try {
    there.send({ list: [1, { fn: () => 1 }] });
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
  there.send({ fine: i });
  console.log(show(back.recv()));
}
there.close();
