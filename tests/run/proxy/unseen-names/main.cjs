// A proxy that `with` asks sees the program's names and no others; what its traps give is checked behind a suspension too.
const at = (x) => { let n = 2; while (--n) {} return x; };
const asked = [];
const scope = new Proxy({ y: 2 }, {
  has: (target, key) => { asked.push(String(key)); return at(key !== "at" && key !== "console"); },
  get: (target, key) => (key === Symbol.unscopables ? undefined : at(target[key] ?? `no ${String(key)}`)),
});
with (scope) { at(x); console.log(x, y, at(x + y), [at(1)].map((z) => at(z))); }
console.log(asked.sort().filter((key, i, all) => key !== all[i - 1]).join());

const construct = (result) => new Proxy(function () {}, { construct: () => at(result) });
for (const result of [1, Symbol(), undefined, { o: 1 }]) {
  try { console.log(new (construct(result))()); } catch (error) { console.log(error.name); }
}
const channelLike = [];
const iterator = new Proxy({ n: 0 }, { get: (target, key) => { channelLike.push(String(key)); return key === "next" ? () => at({ value: target.n, done: target.n++ > 1 }) : undefined; } });
for (const value of { [Symbol.iterator]: () => iterator }) at(value);
console.log(channelLike.join());
