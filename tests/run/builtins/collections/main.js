// Map and Set: forEach while the collection changes; grouping.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, error.constructor.name); } };
const m = new Map([["a", 1], ["b", 2], ["c", 3]]), log = [];
m.forEach(function (value, key, map) { log.push(`${key}${value}${map === m}${this.tag}`); if (key === "a") { map.delete("b"); map.set("d", at(4)); } }, { tag: "!" });
const s = new Set([1, 2]); s.forEach((a, b, set) => { log.push(`${at(a)}${b}${set === s}`); if (a < 4) set.add(a + 2); });
console.log(log.join(" "), m.forEach(at), s.forEach(at));
show("no function", () => m.forEach(1)); show("no function", () => s.forEach()); show("receiver", () => Map.prototype.forEach.call(s, at)); show("receiver", () => Set.prototype.forEach.call([], at));
show("throws", () => s.forEach((x) => { throw new RangeError(at(x)); }));
if (Object.groupBy !== undefined) {
  console.log(JSON.stringify(Object.groupBy([6, 1, 9, 4], (x, i) => at(x > 5 ? "big" : "small" + i))) === '{"big":[6,9],"small1":[1],"small3":[4]}', Object.getPrototypeOf(Object.groupBy([], at)) === null);
  console.log(Object.groupBy([1, "1", { toString: () => 1 }], (x) => at(x))[1].length === 3);
  const grouped = Map.groupBy([0, -0, 1], (x) => at(x)); console.log(grouped.size === 2, Object.is([...grouped.keys()][0], 0));
} else console.log("true true\ntrue\ntrue true");
