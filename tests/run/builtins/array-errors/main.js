// What is refused, with which error, and that a callback's exception goes through.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, `${error}`); } };
for (const name of ["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "reduce", "reduceRight", "sort", "toSorted"]) {
  for (const wrong of [1, "text", null, {}, Symbol("s")]) show(name, () => [3, 1][name](wrong));
  show(name, () => Array.prototype[name].call(undefined, at));
  show(name, () => [3, 1, 2][name]((a) => { throw new RangeError(`from ${at(name)} ${a}`); }));
}
const order = [];
const spy = new Proxy({ length: 2, 0: "a", 1: "b" }, { get(target, key) { order.push(`get ${String(key)}`); return target[key]; }, has(target, key) { order.push(`has ${String(key)}`); return key in target; } });
Array.prototype.map.call(spy, (x) => at(x)); show("order", () => order.join()); order.length = 0;
Array.prototype.find.call(spy, (x) => at(false)); show("order", () => order.join()); order.length = 0;
show("length first", () => { try { Array.prototype.map.call(spy, 1); } finally { console.log(order.join()); } });
