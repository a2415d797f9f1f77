// A thread on another core has copies: a variable that changes later cannot be captured.
import { go } from "hz";

export function count(tasks) {
  let total = 0;
  const name = "total";
  for (const task of tasks) go(() => { total += task; return name; });
  return total;
}
