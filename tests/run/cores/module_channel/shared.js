// Imported by the program and by its threads on other cores.
import { chan } from "hz";

export const LIMIT = 4;
export const log = chan(4);
export const twice = (n) => 2 * n;
export class Counter {
  total = 0;
  add(n) {
    this.total += n;
  }
}
console.log("shared.js runs once");
