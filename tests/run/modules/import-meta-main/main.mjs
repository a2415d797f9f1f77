// import.meta.main: true in the module that the program was started with, on its own core.
import { go } from "hz";
import { isMain } from "./other.mjs";

console.log(import.meta.main, isMain());
console.log(go(isMain).join());
