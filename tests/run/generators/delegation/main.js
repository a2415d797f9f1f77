// `yield*` passes next, throw and return to the inner iterator and takes its result.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
function* inner() { try { const got = yield at("i1"); log.push("got " + at(got)); yield at("i2"); return at("result"); } catch (e) { log.push("inner caught " + at(e)); return "from catch"; } finally { log.push("inner finally"); at(0); } }
function* outer() { const r = yield* inner(); log.push("r=" + at(r)); yield* at([1, 2]); yield* "xy"; return at("end"); }
const a = outer(); console.log(JSON.stringify([a.next(), a.next("v"), a.next(), a.next(), a.next(), a.next(), a.next()]), log.splice(0).join("; "));
const b = outer(); b.next(); console.log(JSON.stringify([b.throw("t"), b.return("stop")]), log.splice(0).join("; "));
const c = outer(); c.next(); console.log(JSON.stringify([c.return("r"), c.next()]), log.splice(0).join("; "));
