// Functions that are declared elsewhere and become methods that the engine itself calls.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function seconds() { return at(this.s); }
function serialize() { return { at: at(this.s) }; }
const close = function () { console.log("closed", at(this.s)); };
class Moment { constructor(s) { this.s = s; } }
Moment.prototype.valueOf = seconds;
Moment.prototype.toJSON = serialize;
Moment.prototype[Symbol.dispose] = close;
const moment = new Moment(3);
console.log(+moment, moment < new Moment(4), JSON.stringify([moment]), Moment.prototype.valueOf === seconds);
{ using opened = moment; at(opened); }
console.log(1 + { valueOf: (function () { return at(1); }) }, `${{ toString: (() => at("text")) }}`);
{ using other = { s: 5, [Symbol.dispose]: close }; }
