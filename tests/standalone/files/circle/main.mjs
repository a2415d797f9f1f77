// Modules in a circle may call each other's functions before their bodies have run.
import { even } from "./even.mjs";
import { go } from "hz";
export function odd(n) { return n === 0 ? false : even(n - 1); }
console.log(go.local(() => odd(7)).join(), even(7));
