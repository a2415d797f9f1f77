// Modules that import each other: functions are there early, the rest is dead until its turn.
import { a, readB, early } from "./a.js";
import { b } from "./b.js";
console.log(a, b, readB(), early.join(", "));
