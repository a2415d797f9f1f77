// `??=`, `||=` and `&&=` evaluate their right side, and assign, only when they must.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const o = { a: null, b: 0, c: 1, get g() { log.push("get"); return 1; }, set g(v) { log.push("set"); } };
const say = (x) => { log.push("say " + x); return at(x); };
o.a ??= say(1); o.a ??= say(2); o.b ||= say(3); o.b ||= say(4); o.c &&= say(5); o.none &&= say(6);
o[say("g")] ??= say(7);
o[say("g")] &&= say(8);
console.log(o.a, o.b, o.c, o.none, log.join(", "));
let f; f ??= () => {}; let g = 0; g ||= function () {}; let h = 1; h &&= class {};
console.log(f.name, g.name, h.name);
const fixed = 1; let kept = fixed;
kept ??= at(2);
console.log(kept, (kept &&= at(0)) || "zero");
