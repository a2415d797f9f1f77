// `this`, `arguments`, `super` and closures across awaits.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class A { async m(x) { await at(0); return "A" + x; } static async s() { return at(this.name); } } class B extends A { async m(x) { const up = super.m; await at(0); const r = await super.m(at(x)); const f = async () => r + arguments.length + this.k + (await super.m(1)); return [await f(), up === A.prototype.m].join(); } k = "k"; }
console.log(await new B().m("x", "y"), await B.s()); const fs = []; for (let i = 0; i < 3; i++) { await at(0); fs.push(async () => at(i)); } console.log((await Promise.all(fs.map((f) => f()))).join());
async function counter() { let n = 0; const up = () => ++n; await at(0); up(); await at(0); n += 10; await up(); return n; } console.log(await counter());
