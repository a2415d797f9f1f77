// Callbacks with yield points inside every array method that takes one: results, arguments, `this`, holes, early ends.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, JSON.stringify(f())); } catch (error) { console.log(label, `${error}`); } };
const holes = [1, , 3, undefined, , 6];
const seen = (list) => { const calls = []; return [calls, function (...args) { calls.push([...args.slice(0, -1), args.at(-1) === list, this === undefined ? "none" : this.tag]); return at(args[0]); }]; };
for (const name of ["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "flatMap"]) {
  for (const receiver of [undefined, { tag: "mine" }]) {
    const [calls, callback] = seen(holes);
    show(name, () => [holes[name](callback, receiver) ?? null, calls]);
  }
}
for (const name of ["reduce", "reduceRight"]) {
  show(name, () => holes[name]((...args) => { const [a, b, i] = args; return at(`${a}${b}${i}${args[3] === holes}`); }));
  show(name, () => holes[name]((a, b) => at(a) + at(b ?? 0), 100));
  show(name, () => [][name]((a, b) => at(a) + b));
  show(name, () => [, , 7, ,][name]((a, b) => at(a) + b));
  show(name, () => [][name]((a, b) => at(a) + b, undefined) === undefined);
}
show("map keeps holes", () => { const m = holes.map((x) => at(x)); return [m.length, 1 in m, 3 in m, Object.keys(m)]; });
show("flatMap flattens once", () => [1, 2].flatMap((x) => at([x, [x * 2], , x * 3])));
show("sloppy this", () => [1].map(Function("return typeof this")));
const growing = [1, 2, 3]; show("growing", () => growing.map((x) => { growing.push(at(x)); return x; }).length);
const shrinking = [1, 2, 3, 4]; show("shrinking", () => { const m = shrinking.map((x) => { shrinking.pop(); return at(x); }); return [m, m.length]; });
show("array-likes", () => Array.prototype.map.call({ length: "3", 0: "a", 2: "c" }, (x) => at(x) + "!"));
show("strings", () => Array.prototype.filter.call("hello", (c) => at(c) > "h"));
show("long", () => Array.prototype.map.call({ length: 2 ** 32 }, at));
