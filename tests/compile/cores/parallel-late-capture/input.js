// Each core would add to a copy; so would threads that assign to variables of the module.
import { go, parallel } from "hz";

let started = 0;
const sums = [0, 0, 0];
class Pool {
  static size = 0;
}

export function count(list) {
  let total = 0;
  parallel.forEach(list, (n) => { total += n; });
  go(() => { started++; });
  parallel.for(0, 3, (i) => { sums[i] += list[i]; });
  go(() => { Pool.size++; });
  return total;
}
