// Literals given to `parallel` travel as those given to `go`; what they assign to inside of captures is named too.
import { parallel } from "hz";
import { map, sort as order } from "hz:parallel";
import { read } from "./read.js";

const config = read("config.json");
const TABLE = [1, 2, 3];

export function all(list, sums) {
  parallel.for(0, 9, (i) => { sums[i] = list[i]; });
  parallel.map(list, (n) => n * TABLE.length * config.factor);
  order(list, (a, b) => a - b);
  return map(list, all);
}
