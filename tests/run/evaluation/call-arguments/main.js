// Callee, `this` and arguments are evaluated from left to right, and only then is the callee checked.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
const o = { f(...args) { return this === o && args.join("/"); } };
console.log((log.push("object"), at(o)).f(say(1), ...say([2, 3]), say(4), ...[say(5)]), log.join(" "));
try { at(undefined)(say("argument")); } catch (e) { console.log(e.name, log.at(-1)); }
try { o.missing(say("other")); } catch (e) { console.log(e.name, log.at(-1)); }
try { at(null).x(say("not reached")); } catch (e) { console.log(e.name, log.at(-1)); }
let f = (x) => "old " + x;
console.log(f((f = (x) => "new " + x, at("arg"))), f(at("arg")));
const p = { m() { return "first"; } };
console.log(p.m((p.m = () => "second", at(0))), p.m());
console.log(at(at)(at)(at)(at("deep")));
