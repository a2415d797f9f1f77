// Half of a circle: it calls main.mjs before that has run.
import { odd } from "./main.mjs";
import * as hz from "hz";
export { sleep as nap } from "hz";
export function even(n) {
  for (let i = 0; i < 2; i++) hz.yieldNow();
  return n === 0 ? true : odd(n - 1);
}
console.log("odd is called before its body has run:", odd(3));
