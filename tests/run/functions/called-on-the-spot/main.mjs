// Functions that are called on the spot at the top of a module: this, arguments, names, results, exceptions.
function at(x) { for (let i = 0; i < 1; i++); return x; }
const results = [];
const note = (x) => results.push(x);

note((function (a, b) { var a; at(); return [a, b, this === undefined]; })(1, 2, 3));
note((function (a) { at(); return this.x + a; }).call({ x: 1 }, 2));
note((function (a, b) { at(); return this.x + a + b; }).apply({ x: 1 }, [2, 3]));
note((function () { at(); return arguments.length; })(1, 2));
note((function (f) { return at(f)(); })(() => at("passed")));
note((function me(n) { return at(n) === 0 ? "self" : me(n - 1); })(3));
note((function me() { at(); return typeof me + me.name + me.length; })());
note((() => { at(); return typeof this; })());
note((() => { at(); })());
note((function () { function f() { return at(typeof g); } var g = 1; return f(); })());
note((function () { "use strict"; at(); return (function () { return this; })() === undefined; })());
note((function (x) { try { return at(x); } finally { note("finally"); } })("tried"));
note((function () { outer: for (const a of [1, 2]) for (const b of [1, 2]) { if (at(b) === 2) continue outer; if (a === 2) return `${a}${b}`; } })());
note((function () { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => at(i)); return fs.map((f) => f()); })());
note((function () { class A { x = at(1); static y = at(2); get z() { return at(this.x); } } return [new A().x, A.y, new A().z]; })());
note((function () { const o = { a: { b: () => at("chain") } }; return [o?.a?.b?.(), o.x?.y(), delete o?.a]; })());
note((function () { let s = ""; for (const k in { a: at(1), b: 2 }) s += at(k); do s += at("!"); while (s.length < 4); switch (at(s)) { case at("ab!!"): s += "?"; } return s; })());
note((function () { return [...(function* () { yield at(1); yield* [at(2)]; })()]; })());
note((function () { const { a = at(1), ...rest } = { b: at(2) }; let [x, y = at(x)] = [at(3)]; return [a, rest.b, x, y]; })());
try { (function () { at(); throw new RangeError("thrown"); })(); } catch (error) { note(error.message); }
try { (function () { at(unknown); })(); } catch (error) { note(error.name); }
try { (function () { at(); late; let late; })(); } catch (error) { note(error.name); }
note(new (function () { this.made = at("new"); })().made);
note(await (async function () { return at("async"); })());
if (at(true)) (function () { note(at("in a branch")); })();
for (const i of [1, 2]) (function (n) { note(at(n) * 10); })(i);
console.log(JSON.stringify(results));
console.log((function original() { at(1); /* text */ return original.toString(); })().replaceAll("\n", " "));
