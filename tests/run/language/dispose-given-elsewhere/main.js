// Functions that are declared elsewhere and become the methods by which the engine disposes of a resource.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const close = function () { console.log("closed", at(this.s)); };
class Moment { constructor(s) { this.s = s; } }
Moment.prototype[Symbol.dispose] = close;
const moment = new Moment(3);
{ using opened = moment; at(opened); }
{ using other = { s: 5, [Symbol.dispose]: close }; }
