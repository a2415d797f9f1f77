// Exceptions and rejections inside async functions, before and after the first await.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
async function before() { at(0); throw new Error(at("before")); }
async function after() { await at(0); throw new Error(at("after")); }
async function nested(f) { try { return await f(); } catch (e) { at(0); return "caught " + e.message; } finally { await at(0); } }
async function lost(f) { try { return f(); } catch (e) { return "never"; } }
console.log(await nested(before), await nested(after), await lost(after).catch((e) => "outside " + e.message));
async function params(a = (() => { throw at(new Error("in parameter")); })()) {} console.log(await params().catch((e) => e.message));
console.log((await Promise.allSettled([before(), at(1), after()])).map((r) => r.status).join());
console.log(await (async () => { try { await Promise.reject(at("r")); } catch { return at("c"); } })(), await Promise.any([Promise.reject(1), at(2)]), await Promise.race([at(3), new Promise(() => {})]));
