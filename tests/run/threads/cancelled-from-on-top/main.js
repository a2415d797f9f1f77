// A thread that computes inside native code can be cancelled by one that runs on top of it meanwhile.
import { go } from "hz";

const endless = { *[Symbol.iterator]() { for (;;) yield 1; } };
const spinning = go.local(() => {
  try {
    return [...endless];
  } finally {
    console.log("left");
  }
});
go.local(() => spinning.cancel(new Error("enough")));
try {
  spinning.join();
} catch (error) {
  console.log(error.message);
}
