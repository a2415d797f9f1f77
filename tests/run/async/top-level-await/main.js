// `await` at the top of a module, in every kind of statement, with exports that wait.
import { value, log } from "./dependency.js";
import { also } from "./other.js";
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(value, also, log.join());
if (await at(true)) console.log(await Promise.resolve("in if")); for (const x of [1, 2]) console.log(await at(x)); try { await Promise.reject("r"); } catch (e) { console.log("caught", e); }
const module = await import("./dependency.js"); console.log(module.value === value, await at(module.later()), (await import("./dynamic.js")).default);
export const done = await at("exported");
