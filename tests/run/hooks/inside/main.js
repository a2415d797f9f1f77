// Hooks run atomically, and nothing that happens in them is told. What blocks in one is an error.
import { attach } from "hz:hooks";
import { atomically, chan, go, sleep, yieldNow } from "hz";

function target(x) {
  return helper(x);
}
function helper(x) {
  return x + 1;
}
let depth = 0;
let calls = 0;
let interrupted = false;
const others = [];
const values = chan();
const counting = attach(
  {
    call() {
      calls++;
      const before = others.length;
      if (++depth > 1) throw new Error("a hook in a hook");
      target(1);
      [1, 2].map(helper);
      for (let i = 0; i < 20000; i++) helper(i);
      atomically(() => {});
      yieldNow();
      go.local(() => {});
      interrupted ||= others.length !== before;
      depth--;
    },
  },
  { function: /target|helper/ },
);
for (let i = 0; i < 5; i++) go.local(() => others.push(i));
console.log(target(1), calls, interrupted);
counting.remove();

const errors = [];
const blocking = attach(
  {
    call(call) {
      for (const block of [() => values.recv(), () => sleep(1), () => go.local(helper).join()]) {
        try {
          block();
        } catch (error) {
          errors.push(`${error.name}: ${error.message}`);
        }
      }
    },
  },
  { function: "target" },
);
console.log(target(2));
blocking.remove();
console.log(errors.join("\n"));

// An async hook runs until it waits.
let after = 0;
const asynchronous = attach({ call: async () => (await null, after++) }, { function: "target" });
console.log(target(3), after);
await new Promise((resolve) => setTimeout(resolve, 1));
asynchronous.remove();
console.log(after);
