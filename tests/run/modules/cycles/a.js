// Half of a cycle.
import { b, callA } from "./b.js";
function at(x) { let turns = 2; while (--turns) {} return x; }
export const early = callA;
export let a = at("a of ") + b;
export function hoisted() { return at("hoisted works"); }
export const readB = () => at(b);
