// Well-known symbols as methods of classes.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class Temp { constructor(d) { this.d = d; } [Symbol.toPrimitive](h) { return h === "string" ? at(this.d + "°") : at(this.d); } static [Symbol.hasInstance](x) { at(0); return typeof x?.d === "number"; } }
console.log(`${new Temp(20)}`, new Temp(20) + 1, new Temp(3) > new Temp(2), { d: 1 } instanceof Temp, {} instanceof Temp);
class Mine extends Array { static get [Symbol.species]() { at(0); return Array; } }
console.log(new Mine(1, 2, 3).map((x) => at(x)).constructor.name, "x1y2".split({ [Symbol.split](s) { at(0); return s.length; } }), [].concat({ length: 1, 0: "c", get [Symbol.isConcatSpreadable]() { return at(true); } }).join());
