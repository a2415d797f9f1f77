// A thread that computes inside native code can be cancelled by one that runs on top of it meanwhile.
import { chan, go } from "hz";

const endless = { *[Symbol.iterator]() { for (;;) yield 1; } };
const begun = chan(1);
const spinning = go.local(() => {
  try {
    begun.send(true);
    return [...endless];
  } finally {
    console.log("left");
  }
});
go.local(() => {
  begun.recv();
  spinning.cancel(new Error("enough"));
});
try {
  spinning.join();
} catch (error) {
  console.log(error.message);
}
