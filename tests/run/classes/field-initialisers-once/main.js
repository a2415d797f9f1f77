// When a base constructor is suspended under `super()`, the derived fields are still initialised exactly once, on the right object.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let runs = 0;
class Base { constructor() { for (let i = 0; i < 5; i++) at(i); this.base = at(true); } }
class Middle extends Base { m = at(++runs); constructor(...args) { super(...args); this.afterMiddle = at(runs); } }
class Leaf extends Middle { #p = at(++runs); l = this.#p; static seen = 0; constructor() { super(at(1)); Leaf.seen += at(1); } get p() { return this.#p; } has(o) { return #p in o; } }
const leaves = [new Leaf(), new Leaf()];
console.log(JSON.stringify(leaves), leaves.map((l) => l.p).join(), runs, Leaf.seen, leaves[0].has(leaves[1]), leaves[0].has({}));
