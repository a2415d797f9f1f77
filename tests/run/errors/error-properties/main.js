// Errors keep message, cause, name, class, aggregate errors; stacks name the functions.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function thrower() { at(0); throw new TypeError(at("message"), { cause: at("cause") }); } function middle() { at(1); const r = thrower(); return r; }
try { middle(); } catch (e) { console.log(e.name, e.message, e.cause, e instanceof TypeError, e.constructor === TypeError, Object.keys(e).length, typeof e.stack, e.stack.split("\n")[0], e.stack.includes("thrower")); }
const agg = new AggregateError([at(1), new Error("2")], at("many")); console.log(agg.errors.length, agg.message, String(new RangeError(at("r"))), Object.prototype.toString.call(new Error()));
for (const f of [() => at(null).x, () => at(undefined)(), () => at({}).f(), () => missing, () => at(1)`t`, () => new (at(1))(), () => at(1n) + 1, () => Symbol() + "", () => ({}).x.y, () => { "use strict"; Object.freeze([1]).push(at(1)); }, () => "x".repeat(at(-1)), () => new Array(at(-1)), () => decodeURIComponent(at("%")), () => JSON.parse(at("{")), () => at("a").localeCompare(Symbol())]) { try { f(); console.log("no error"); } catch (e) { console.log(e.name); } }
