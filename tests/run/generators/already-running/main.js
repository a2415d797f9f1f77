// A generator that is resumed while it runs throws, also when its body is suspended meanwhile.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let it;
function* g() { at(0); try { it.next(); } catch (e) { yield e.name + ": " + e.message; } yield* (function* () { at(0); try { it.return(); } catch (e) { yield at(e.name); } })(); }
it = g(); console.log([...it].join(" | "));
