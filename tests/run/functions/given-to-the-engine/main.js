// Functions that are declared elsewhere and become methods that the engine itself calls.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function seconds() { return at(this.s); }
function serialize() { return { at: at(this.s) }; }
class Moment { constructor(s) { this.s = s; } }
Moment.prototype.valueOf = seconds;
Moment.prototype.toJSON = serialize;
const moment = new Moment(3);
console.log(+moment, moment < new Moment(4), JSON.stringify([moment]), Moment.prototype.valueOf === seconds);
console.log(1 + { valueOf: (function () { return at(1); }) }, `${{ toString: (() => at("text")) }}`);
