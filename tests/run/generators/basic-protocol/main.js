// next with values, throw, return, and results of a finished generator.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* g(a) { const x = yield at(a + 1); at(0); const y = yield at(x * 2); try { yield at(y); } catch (e) { yield "caught " + at(e); } return at("done"); }
const it = g(at(1));
console.log(JSON.stringify([it.next("ignored"), it.next(at(10)), it.next(5), it.throw("oops"), it.next(), it.next(), it.return("after")]));
const fresh = g(1); console.log(JSON.stringify([fresh.return("r"), fresh.next()]));
const bad = g(1); try { bad.throw(new Error("early")); } catch (e) { console.log(e.message, bad.next().done); }
console.log(it[Symbol.iterator]() === it, Object.prototype.toString.call(it), g.prototype.isPrototypeOf(it));
