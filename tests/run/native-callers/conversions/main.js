// Conversions to primitives that built-ins and operators make.
const at = (x) => { let n = 2; while (--n) {} return x; };
function F() {} F.prototype.toString = function () { return at("F"); }; console.log(`${new F()}`, String(new F()), [new F()].join(), "a".concat(new F()), [new F(), 1].toString());
console.log([3, 1, { valueOf: at(() => at(2)) }].sort((a, b) => a - b).length, "abc".slice({ valueOf: at(() => at(1)) }), [1, 2].includes(2, { valueOf: at(() => at(0)) }), new Array(3).fill({ toString: at(() => "f") }).join());
const loc = [{ toLocaleString: at(() => at("L")) }, 1]; console.log(loc.toLocaleString()); Number.prototype.toLocaleString = function () { return at("N"); }; console.log([1, 2].toLocaleString(), new Uint8Array(2).toLocaleString());
console.log(BigInt({ valueOf: at(() => at(7)) }), Symbol({ toString: at(() => at("d")) }).description, new Error({ toString: at(() => at("msg")) }).message, String.raw({ raw: ["a", "b"] }, { toString: at(() => at("R")) }));
console.log(new Uint8Array([{ valueOf: at(() => at(9)) }])[0], new Uint8Array(1).fill({ valueOf: at(() => at(8)) })[0], Date.UTC({ valueOf: at(() => at(1970)) }, 0), Date.prototype.toJSON.call({ toISOString: at(() => at("iso")), valueOf: at(() => at(1)) }), new Date(0)[Symbol.toPrimitive]("number"));
const sp = at("toString"); class K { [sp]() { return at("K"); } static [at("valueOf")]() { return at(11); } } console.log(`${new K()}`, K * 1);
const err = new Error("m"); err.name = { toString: at(() => at("nm")) }; console.log(String(err)); console.log("x".at({ valueOf: at(() => at(0)) }), "abc".padStart({ valueOf: at(() => at(4)) }, { toString: at(() => at("-")) }));
switch (1) { case 1: console.log(Object({ valueOf: at(() => at(1)) }) == 1); } let inc = { valueOf: at(() => at(1)) }; inc++; console.log(inc, { valueOf: at(() => at(2)) } ** 2);
