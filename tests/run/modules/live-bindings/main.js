// An imported binding shows what its module last assigned.
import counter, { count, bump as up, list, rename as renamed, Thing } from "./counter.js";
import * as all from "./counter.js";
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(count, all.count, at(up()), count, all.count, count + up() + count, counter(), typeof renamed, new Thing().n);
list.push(at(3)); console.log(all.list.join(), Object.keys(all).join(), all[Symbol.toStringTag], Object.isSealed(all));
for (const bad of [() => { all.count = 1; }, () => { count = 1; }, () => { all.none = 1; }, () => delete all.count]) { try { bad(); console.log("no error"); } catch (e) { console.log(e.name); } }
