// Object patterns: computed keys, defaults, renaming, rest, getters in order.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const source = { get a() { log.push("get a"); return at(1); }, get b() { log.push("get b"); return undefined; }, get c() { log.push("get c"); return { d: at(4) }; }, e: 5, [Symbol.for("s")]: 6 };
const { [(log.push("key"), at("b"))]: first = (log.push("default"), at("none")), c: { d, missing = at("m") }, a, ...rest } = source;
console.log(first, d, missing, a, JSON.stringify(rest), rest[Symbol.for("s")]);
console.log(log.join(", "));
for (const bad of [() => { const {} = at(null); }, () => { const { x } = at(undefined); }, () => { const { x: { y } } = at({}); }]) {
  try { bad(); } catch (e) { console.log(e.name); }
}
const { length } = at("four");
console.log(length);
