// Methods by which regular expressions and strings work together.
const at = (x) => { let n = 2; while (--n) {} return x; };
const re = (flags) => { const r = new RegExp("b", flags); const own = RegExp.prototype.exec; r.exec = function (s) { at(0); return own.call(this, s); }; return r; };
console.log(re("g")[Symbol.replace]("abcb", "y"));
console.log(re("")[Symbol.search]("abc"), re("")[Symbol.match]("abc").index, re("g")[Symbol.match]("abcb"), [...re("g")[Symbol.matchAll]("abcb")].length, re("").test("b"));
console.log("abc".search(re("")), "abc".match(re("")).index, "abcb".match(re("g")), [..."abcb".matchAll(re("g"))].length, "abcb".split(re("")), "abc".replace(re(""), "q"), "abc".replaceAll(re("g"), "q"));
class R extends RegExp { static get [Symbol.species]() { return class extends RegExp { exec(s) { at(0); return super.exec(s); } } } } console.log("abcb".split(new R("b")));
const o = { flags: "g", [Symbol.match](s) { return at("m"); }, [Symbol.search](s) { return at(5); }, [Symbol.split](s) { return at(["s"]); }, [Symbol.replace](s, r) { return at("r"); }, [Symbol.matchAll](s) { return at([1]); } };
console.log("a".match(o), "a".search(o), "a".split(o), "a".replace(o, 1), "a".matchAll(o));
console.log(/a/[Symbol.replace]({ toString() { return at("cat"); } }, { toString() { return at("u"); } }));
