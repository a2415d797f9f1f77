// Functions that are given the names of conversions by assignment from a variable, as libraries do with their prototypes.
const at = (x) => { let n = 2; while (--n) {} return x; };
const makeAs = (unit) => function () { return this.as(unit); };
function Span(ms) { this.ms = ms; }
const inMs = makeAs(1), inSeconds = makeAs(1000);
const proto = Span.prototype;
proto.as = function (unit) { return at(this.ms / at(unit)); };
proto.seconds = inSeconds;
proto.valueOf = inMs;
proto.toJSON = proto.toString = makeText("s");
function makeText(unit) { return function text() { return this.seconds() + at(unit); }; }

const span = new Span(4000);
console.log(+span, span - 1, span < new Span(5000), Math.max(span, 3), `${span}`, JSON.stringify([span]), new Date(span).getTime());
console.log(proto.valueOf === inMs, proto.toString.name, [span, new Span(1)].sort().join());
