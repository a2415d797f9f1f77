// import() of what is just being run, of the module itself and of one that imports it back; arguments of import() that can be
// suspended.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
export default class { m() { return 45; } }
import { back, other } from "./other.mjs";

import("./main.mjs").then((self) => console.log("self", new self.default().m(), self.default.name));
const load = (name) => import(at(`./${name}.mjs`), at({}));
function first() {
  at(import(at("./other.mjs")));
  const loaded = import(at("./other.mjs"));
  return at(loaded);
}
const failing = () => import(at("./other.mjs"), at(fail()));
function fail() {
  throw new RangeError("no options");
}
try { failing(); } catch (error) { console.log(error.message); }
console.log((await load("other")).other === other, (await first()).other());
back.then((kind) => console.log("back", kind));
