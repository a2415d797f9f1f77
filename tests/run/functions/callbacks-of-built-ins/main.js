// Callbacks of built-ins can be suspended: order, arguments and results are the built-ins' own.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const list = [5, 1, 4, 2, 3];
console.log(list.map((x, i, all) => at(x) * i + all.length).join(), list.filter((x) => at(x) > 2).join(), list.reduce((a, x) => at(a) + x), list.reduceRight((a, x) => a + at(x), ""));
console.log(list.some((x) => at(x) === 4), list.every((x) => at(x)), list.find((x) => at(x) > 4), list.findIndex((x) => at(x) === 4), list.findLast((x) => at(x) < 3), list.findLastIndex((x) => at(x) > 9));
console.log([...list].sort((a, b) => at(a) - at(b)).join(), list.toSorted((a, b) => at(b) - a).join(), list.flatMap((x) => (at(x) > 3 ? [x, [x]] : [])).length);
console.log(Array.from({ length: 3 }, (_, i) => at(i) * 2).join(), Array.from(new Set([1, 2]), (x) => at(x) + 1).join(), "a-b".replace(/[ab]/g, (m, i) => at(m) + i), "xx".replaceAll("x", () => at("y")));
const seen = []; new Map([[1, 2]]).forEach((v, k) => seen.push(at(k), v)); new Set("ab").forEach((v) => seen.push(at(v))); list.forEach(function (x) { seen.push(this.k + at(x)); }, { k: "k" });
console.log(seen.join(), JSON.stringify({ a: 1, b: [2] }, (k, v) => (typeof v === "number" ? at(v) + 1 : v)), JSON.parse("[1,[2]]", (k, v) => (Array.isArray(v) ? v : at(v) * 10)).join());
console.log(Object.entries(Object.groupBy?.(list, (x) => (at(x) % 2 ? "odd" : "even")) ?? { even: [4, 2], odd: [5, 1, 3] }).sort().join(";"), Int8Array.from([1, 2], (x) => at(x) * 3).map((x) => at(x) + 1).join());
