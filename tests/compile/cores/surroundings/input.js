// A literal that needs `this` or `arguments` of the function around it stays where it is; the run-time says why.
import { go } from "hz";

export class Pool {
  start() {
    go(() => this.size);
    go(function () { return this; });
  }
}
