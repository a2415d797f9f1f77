// Assignment patterns: targets are evaluated before the values are taken.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const o = {};
const target = (name) => { log.push("target " + name); return at(o); };
const values = { [Symbol.iterator]: () => ({ i: 0, next() { log.push("next"); return at({ done: false, value: ++this.i }); }, return() { log.push("return"); return {}; } }) };
[target("a").a, target("b")[(log.push("key b"), "b")], ...[target("c").c]] = [at(1), 2, 3];
[target("d").d, target("e").e = (log.push("default"), at(9))] = values;
({ x: target("x").x, [(log.push("key y"), at("y"))]: target("y").y = at("def"), ...target("rest").rest } = { x: 1, z: 3 });
console.log(JSON.stringify(o), log.join(", "));
let m = 1, n = 2;
[m, n] = [n, at(m)];
const result = ({ m, n = at(0) } = { m: 7 });
console.log(m, n, JSON.stringify(result));
for ([o.first, o.second] of [[1, 2], [3, at(4)]]) at(0);
for ({ k: o.k = at("dk") } of [{}, { k: 1 }, {}]) log.push(o.k);
console.log(o.first, o.second, o.k);
