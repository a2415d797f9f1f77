// `await` in the middle of expressions that are half evaluated.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const later = (x) => new Promise((ok) => queueMicrotask(() => ok(at(x))));
let n = 1; const o = { f(...a) { return this.k + a.join(""); }, k: "k" };
console.log(at(1) + (await later(2)) * at(3) - (await later(4)), n + (n = await later(10)) + n, o.f(at(1), await later(2), at(3), ...(await later([4, 5]))), `${await later("a")}${at("b")}${await later("c")}`);
console.log(JSON.stringify({ [await later("k")]: await later(1), at: at(2), l: [await later(3), , at(4)] }), (await later(null))?.x[await later("never")], (await later(0)) || (await later("or")), (await later(true)) ? await later("yes") : at("no"));
const { a = await later("default"), ...rest } = await later({ b: 1 }); console.log(a, JSON.stringify(rest)); o[await later("x")] = o.k += await later("!"); console.log(o.x, new (await later(Date))(await later(0)).getTime(), typeof (await later(1)), await (await later(later))(at("twice")));
for (let i = await later(0); i < (await later(3)); i += await later(1)) { if (i === (await later(1))) continue; console.log("i", at(i)); }
switch (await later(2)) { case await later(1): console.log("never"); case await later(2): console.log("two"); default: console.log(await later("fall")); }
