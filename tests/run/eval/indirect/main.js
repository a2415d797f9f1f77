// Indirect eval and `new Function` run in the global scope.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
globalThis.where = "global"; globalThis.at = at;
function f() { const where = "local"; const e = eval; return [(0, eval)("at(where)"), e("where"), new Function("a", "b = at(2)", "return at(a) + b + where")(1), Function("return typeof at(where)")(), eval?.("where"), at(eval)("where")].join(" "); }
console.log(f(), typeof eval("var declared = 1; declared"));
(0, eval)("var viaIndirect = at(5); function viaToo() { return at(6); }"); console.log(globalThis.viaIndirect, globalThis.viaToo());
const Gen = Object.getPrototypeOf(function* () {}).constructor, Async = Object.getPrototypeOf(async () => {}).constructor;
console.log([...new Gen("yield at(1); yield* [at(2)]")()].join(), await new Async("x", "return (await at(x)) + 1")(4));
for (let i = 0; i < 3; i++) { const g = new Function("n", `let s = 0; for (let k = 0; k < n; k++) s += at(k) * ${i}; return s;`); console.log(g(4)); }
