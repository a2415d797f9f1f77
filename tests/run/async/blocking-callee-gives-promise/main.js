// A function that blocks and then gives a promise gives the promise, in async functions too.
import { sleep } from "hz";
const at = (x) => { sleep(1); return x; };
const five = Promise.resolve(5);
async function ask() {
  const got = at(five);
  console.log(got === five, got instanceof Promise, await got);
  const pending = at(new Promise(() => {}));
  console.log(pending instanceof Promise);
  return at(five);
}
console.log(await ask());
