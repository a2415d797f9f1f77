// CommonJS modules: require, module.exports, exports, cycles, and named exports seen from ESM.
import whole, { named, later } from "./whole.cjs"; import * as ns from "./whole.cjs"; import { createRequire } from "node:module";
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(whole.named, named, later(), ns.default === whole, at(whole).cycle, whole.where, whole.self);
const require = createRequire(import.meta.url); console.log(require("./whole.cjs") === whole, require("./data.json").list.join(), require("node:path").join("a", "..", "b"));
