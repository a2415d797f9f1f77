// Array.fromAsync, groupBy, Promise.try, Set methods, with callbacks that are suspended.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log((await Array.fromAsync([at(1), Promise.resolve(2)], async (x) => at(x) * 2)).join(), JSON.stringify(Object.groupBy([1, 2, 3], (x) => (at(x) % 2 ? "odd" : "even"))), Map.groupBy([1, 2, 3], (x) => at(x) > 1).get(true).join());
console.log(await Promise.try((x) => at(x) + 1, 1), await Promise.try(() => { throw at("thrown"); }).catch((e) => e), [...new Set([1, 2]).union(new Set([at(3)]))].join(), [3, 1].toSorted((a, b) => at(a) - b).join(), [1, 2].with(0, at(9)).join(), [1, 2, 3].findLast((x) => at(x) < 3), "ab".at(-1), [1, [2]].flat().length);
class Keys { static size = 2; static has(x) { return at(x) > 1; } static keys() { return [2, 3].values(); } } console.log([...new Set([1, 2]).intersection(Keys)].join(), new Set([2]).isSubsetOf(Keys));
