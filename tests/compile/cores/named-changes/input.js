// Functions that are handed over by name must not assign to variables of the module: each core has its own.
import { go, parallel } from "hz";

let count = 0;
let table;
const lookUp = (key) => (table ??= new Map()).get(key);
function counts(by) {
  count += by;
}
function callsOne() {
  counts(2);
}
function looksUp() {
  return lookUp("key");
}
export function run(list) {
  go(counts, 1);
  go.on(1, callsOne);
  go.local(counts, 3);
  parallel.map(list, callsOne);
  return go(looksUp).join();
}
