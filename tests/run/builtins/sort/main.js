// Sorting with a comparison function that has yield points: stable, undefined and holes last, any result of the comparison.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const random = ((seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648)(42);
for (const length of [0, 1, 2, 15, 16, 17, 33, 100, 1000]) {
  const list = Array.from({ length }, (_, i) => ({ key: Math.floor(random() * length / 3), i }));
  const sorted = list.slice().sort((a, b) => at(a.key) - b.key);
  let good = sorted.length === length;
  for (let i = 1; i < length; i++) good &&= sorted[i - 1].key < sorted[i].key || (sorted[i - 1].key === sorted[i].key && sorted[i - 1].i < sorted[i].i);
  console.log(length, good, new Set(sorted).size);
}
const odd = [3, undefined, , 1, undefined, , 2]; odd.sort((a, b) => at(a) - at(b));
console.log(JSON.stringify(odd), odd.length, 4 in odd, 5 in odd, 6 in odd);
console.log([5, 1, 4].sort((a, b) => (at(a) < b ? "-1" : "1")).join(), [2, 1, 3].sort(() => NaN).join(), [2, 1].sort((a, b) => ({ valueOf: () => a - b })).join());
try { [2, 1].sort(() => 1n); } catch (error) { console.log(error.constructor.name); }
const frozen = Object.freeze([2, 1]); try { frozen.sort((a, b) => at(a) - b); } catch (error) { console.log(error.constructor.name, frozen.join()); }
const kept = [3, 2, 1]; try { kept.sort((a, b) => { throw new Error(at("no")); }); } catch (error) { console.log(error.message, kept.join()); }
const like = { length: 3, 0: "c", 1: "a", 2: "b" }; Array.prototype.sort.call(like, (a, b) => at(a) < b ? -1 : 1); console.log(JSON.stringify(like));
console.log([10, 9, 1].sort().join(), [10, 9, 1].sort(undefined).join(), ["b", , "a"].sort().length);
console.log(new Uint8Array([3, 1, 2]).sort((a, b) => at(b) - a).join(), new Float64Array([0, -0, NaN, -1]).sort((a, b) => at(a) - b).length);
const growing = [3, 1, 2]; growing.sort((a, b) => { growing.length = 1; return at(a) - b; }); console.log(growing.join());
console.log([1, 2, 3, 4, 5].sort((a, b) => { return at(b) - a; }).join(), [..."hello world"].sort((a, b) => at(a).localeCompare(b)).join(""));
