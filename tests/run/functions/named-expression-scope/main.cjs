// The name of a function expression is a constant of its own scope; writing it is ignored in sloppy code.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const f = function me() { at(0); me = 1; at(0); return typeof me; };
const g = function me() { "use strict"; at(0); try { me = 1; } catch (e) { return e.name; } };
const h = function me(me) { return at(me); };
const i = function me() { var me = at("own"); return me; };
const j = function me() { return () => (at(0), me === j); };
console.log(f(), g(), h("parameter"), i(), j()(), typeof me);
