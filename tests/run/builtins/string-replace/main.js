// replace and replaceAll with a function.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, `${error}`); } };
const args = (...list) => at(JSON.stringify(list));
show("string", () => "a-b-a".replace("a", args)); show("none", () => "abc".replace("x", args)); show("empty", () => "ab".replace("", () => at("<>")));
show("first", () => "a1b2".replace(/[a-z](\d)/, args)); show("all", () => "a1b2".replace(/([a-z])(\d)?/g, args)); show("named", () => "2024-05".replace(/(?<year>\d+)-(?<month>\d+)/, args));
show("empty matches", () => "abc".replace(/x*/g, () => at("."))); show("surrogates", () => "😀a".replace(/(?:)/gu, () => at("|")) + "😀".replace(/(?:)/g, () => at("|")).length);
show("sticky", () => { const r = /a/y; r.lastIndex = 1; return "aab".replace(r, () => at("X")) + r.lastIndex; });
show("lastIndex", () => { const r = /a/g; r.lastIndex = 2; return "aaa".replace(r, () => at("X")) + r.lastIndex; });
show("all strings", () => "aXbX".replaceAll("X", (m, i) => at(m + i))); show("all empty", () => "ab".replaceAll("", () => at("."))); show("overlap", () => "aaa".replaceAll("aa", () => at("b")));
show("all regexp", () => "a1b2".replaceAll(/\d/g, (d) => at(d * 2)));
try { "a".replaceAll(/a/, at); } catch (error) { console.log(error.constructor.name); }
show("undefined result", () => "a".replace("a", () => at(undefined))); show("dollars", () => "a".replace("a", () => at("$&")));
show("own method", () => "s".replace({ [Symbol.replace](string, fn) { return `${string}${typeof fn}`; } }, at)); show("object", () => "[object Object]!".replace({}, () => at("o")));
class R extends RegExp { exec(s) { const m = super.exec(s); return m && Object.assign(m, { index: m.index }); } } show("own exec", () => "a1".replace(new R("\\d", "g"), (d) => at(`<${d}>`)));
show("throws", () => "ab".replace(/./g, (c) => { throw new RangeError(at(c)); })); show("null", () => String.prototype.replace.call(null, "a", at)); show("number", () => String.prototype.replace.call(121, "2", () => at("x")));
