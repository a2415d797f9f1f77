// The other half; it runs first.
import { a, hoisted } from "./a.js";
const at = (x) => { let turns = 2; while (--turns) {} return x; };
export const callA = [hoisted()];
try { callA.push(at(a)); } catch (e) { callA.push(e.name); }
export let b = at("b");
