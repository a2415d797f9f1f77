// Map.prototype.getOrInsertComputed and that of WeakMap: the callback may suspend, and change the map.
const at = (x) => { let n = 2; while (--n) {} return x; };
const map = new Map([["a", 1]]);
console.log(map.getOrInsertComputed("a", () => at("unused")), map.getOrInsertComputed("b", (key) => at(key + key)), map.get("b"));
console.log(map.getOrInsertComputed("c", (key) => { map.set(key, at("meanwhile")); return at("last"); }), map.get("c"));
console.log(Object.is(map.getOrInsertComputed(-0, (key) => at(key)), 0), [...map.keys()].length);
try { map.getOrInsertComputed("d", () => { throw at(new Error("thrown")); }); } catch (error) { console.log(error.message, map.has("d")); }
const key = {}, weak = new WeakMap();
console.log(weak.getOrInsertComputed(key, (k) => at(k === key)), weak.getOrInsertComputed(key, () => at("unused")), weak.get(key));
for (const wrong of [() => map.getOrInsertComputed("a", 1), () => map.getOrInsertComputed.call(new Set(), 1, () => 1), () => weak.getOrInsertComputed(1, () => console.log("called")), () => weak.getOrInsertComputed.call(map, key, () => 1)]) {
  try { console.log(wrong()); } catch (error) { console.log(`${error}`); }
}
console.log(Map.prototype.getOrInsertComputed.length, Map.prototype.getOrInsertComputed.name, String(Map.prototype.getOrInsertComputed));
