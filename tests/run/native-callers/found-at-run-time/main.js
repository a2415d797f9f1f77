// Functions that get the names by which native code calls them only at run time: a poll finds native frames and goes on.
const at = (x) => { let n = 2; while (--n) {} return x; };
const k = at("valueOf"), t = Symbol.toPrimitive; const o = {}; o[k] = () => at(3); console.log(o + 1, o * 2, o < 4, -o);
const q = {}; q[t] = (hint) => at(hint.length); console.log(q + 1, `${q}`, +q);
const proto = { toString: (() => () => at("p"))() }; const z = Object.setPrototypeOf({}, proto); console.log("" + z, parseInt({ toString: at(() => at("12")) }), Number({ valueOf: at(() => at(4)) }), Math.max({ valueOf: at(() => at(5)) }, 1), new Date({ valueOf: at(() => at(6)) }).getTime(), ({})[{ toString: at(() => at("x")) }]);
const re = (flags) => { const r = new RegExp("b", flags); const own = RegExp.prototype.exec; r.exec = function (s) { at(0); return own.call(this, s); }; return r; };
console.log(re("")[Symbol.replace]("abc", () => at("X")), /b/[Symbol.replace]("abc", () => at("Z")));
console.log(1 instanceof { [Symbol.hasInstance]: () => at(true) }, Function.prototype[Symbol.hasInstance].call(at(function () {}), {})); const H = {}; Object.defineProperty(H, Symbol.hasInstance, { value: at((x) => at(true)) }); console.log(1 instanceof H);
