// Array.from and Array.fromAsync.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, error.constructor.name); } };
show("iterable", () => Array.from(new Set([1, 2]), function (x, i) { return at(x) + i + this.n; }, { n: 10 }).join()); show("array-like", () => Array.from({ length: 3, 1: "b" }, (x, i) => at(x ?? i)).join()); show("string", () => Array.from("a😀", (c) => at(c)).length);
show("plain", () => Array.from([1, , 2]).join()); show("class", () => { class L extends Array {} return Array.from.call(L, [1], at) instanceof L; }); show("no constructor", () => Array.isArray(Array.from.call({}, [1], at))); show("object", () => { const r = Array.from.call(function () { this.made = true; }, [at(1)], at); return `${r.made} ${r.length}`; });
const closing = { [Symbol.iterator]() { return { next: () => ({ value: at(1), done: false }), return() { console.log("closed"); return {}; } }; } }; show("throws", () => Array.from(closing, (x) => { throw new RangeError(at(x)); }));
for (const wrong of [null, undefined]) show("wrong", () => Array.from(wrong, at)); show("wrong", () => Array.from([], 1)); show("wrong", () => Array.from({ [Symbol.iterator]: 1 }, at)); show("number", () => Array.from(5, at).length);
if (Array.fromAsync !== undefined) {
  async function* numbers() { yield at(1); yield at(2); }
  const results = [await Array.fromAsync(numbers(), async (x) => at(x) * 2), await Array.fromAsync([Promise.resolve(1), 2]), await Array.fromAsync({ length: 2, 0: at(5) }, (x) => at(x)), await Array.fromAsync(null).catch((e) => e.constructor.name), await Array.fromAsync([1], 1).catch((e) => e.constructor.name)];
  console.log(JSON.stringify(results));
} else console.log('[[2,4],[1,2],[5,null],"TypeError","TypeError"]');
