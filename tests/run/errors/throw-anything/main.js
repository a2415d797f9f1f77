// Any value can be thrown through suspended frames, and arrives unchanged.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const values = [undefined, null, 0, "s", Symbol.for("y"), 1n, [1], { a: 1 }, () => {}, new Error("e"), NaN];
const thrower = (v) => { at(0); throw at(v); }; const through = (v) => { const r = thrower(v); return r; };
console.log(values.map((v) => { try { through(v); } catch (e) { return Object.is(e, v); } }).join());
