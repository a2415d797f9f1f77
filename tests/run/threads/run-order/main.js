// Threads start in the order in which they were made, and the maker goes on first.
import { go, yieldNow } from "hz";
const log = [];
for (const name of ["a", "b", "c"]) go.local(() => { log.push(name + 1); yieldNow(); log.push(name + 2); });
log.push("main");
yieldNow();
log.push("main again");
yieldNow();
console.log(log.join(" "));
