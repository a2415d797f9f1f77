// `export default (function () {})` is an expression: its value is not there before the module comes to it.
import late from "./main.js";
import { early } from "./early.js";
const at = (x) => { let n = 2; while (--n) {} return x; };

console.log(early);
try { console.log(at(late)); } catch (error) { console.log(error.name); }
export default (function () { return at("called"); });
console.log(late(), late.name);
