// String and RegExp built-ins with callbacks and stateful regexps.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const re = /(?<year>\d{4})-(?<month>\d\d)/g; let m, s = ""; while ((m = re.exec("2024-01 2025-02"))) s += at(m.groups.year) + at(m.index) + ";"; console.log(s);
console.log("2024-01".replace(re, (all, y, mo, offset, whole, groups) => at([all, y, mo, offset, whole.length, groups.month].join("/"))), "aXbX".replace("X", () => at("$&")), "x".replaceAll(/x/g, at("[$&]")), "a,b".split(at(",")).map((x) => at(x)).join("+")); class Re extends RegExp { exec(s) { at(0); const r = super.exec(s); if (r) r[0] = at(r[0].toUpperCase()); return r; } } console.log("abc".replace(new Re("b"), (x) => at(x) + "!"), new Re("a").test("a"), "abcb".match(new Re("b", "")).index);
