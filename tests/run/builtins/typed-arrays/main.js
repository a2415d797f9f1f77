// The same methods of typed arrays.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, error.constructor.name); } };
const t = new Int16Array([5, -3, 8, 0]);
for (const name of ["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex"]) {
  const calls = []; show(name, () => { const r = t[name](function (x, i, a) { calls.push(`${x}:${i}:${a === t}:${this?.tag}`); return at(x > 0); }, { tag: "me" }); return `${r} ${r?.constructor?.name}`; }); console.log(calls.join(" "));
  show(name, () => t[name](1)); show(name, () => Int16Array.prototype[name].call([1], at));
}
show("reduce", () => t.reduce((a, b) => at(a) + b)); show("reduceRight", () => t.reduceRight((a, b) => `${a}${at(b)}`, "")); show("reduce", () => new Uint8Array(0).reduce(at));
show("from", () => Float32Array.from([1, 2], (x, i) => at(x) + i).join()); show("from", () => Uint8Array.from(new Set([1, 300]), function (x) { return at(x) + this.n; }, { n: 1 }).join()); show("from", () => Uint8Array.from({ length: 2, 0: 7 }, (x) => at(x ?? 9)).join());
show("from", () => Uint8Array.from.call(Array, [1], at)); show("from", () => Uint8Array.from.call({}, [1], at)); show("from", () => Uint8Array.from([1], 1));
class Mine extends Uint8Array {} show("species", () => new Mine([1, 2]).map((x) => at(x) * 2) instanceof Mine); show("from", () => Mine.from([1], at) instanceof Mine);
class Other extends Uint8Array { static get [Symbol.species]() { return BigInt64Array; } } show("content type", () => new Other(1).map(at));
show("big", () => new BigInt64Array([3n, 1n]).sort((a, b) => (at(a) < b ? -1 : 1)).join()); show("clamped", () => new Uint8ClampedArray([200]).map((x) => at(x) * 2).join());
