// The class of the result: subclasses, `constructor` and `Symbol.species` of all sorts.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, `${error}`); } };
class List extends Array { constructor(...args) { super(...args); console.log("made with", args.join()); } }
const list = List.of(3, 1, 2);
for (const name of ["map", "filter", "flatMap"]) show(name, () => { const result = list[name]((x) => at(x)); return [result instanceof List, result.length, String(result)].join(" "); });
class Plain extends Array { static get [Symbol.species]() { return Array; } }
show("species Array", () => Plain.of(1).map(at) instanceof Plain);
for (const species of [null, undefined, 1, class Odd { constructor(n) { this.n = n; } }, () => {}]) {
  const a = [1, 2]; a.constructor = { [Symbol.species]: species };
  show("species", () => { const m = a.map((x) => at(x) * 2); return `${m.constructor.name} ${Array.isArray(m)} ${JSON.stringify(m)}`; });
}
const b = [1]; b.constructor = undefined; show("no constructor", () => Array.isArray(b.map(at)));
const c = [1]; c.constructor = 1; show("constructor 1", () => c.map(at));
class Full extends Array { constructor(n) { super(); Object.preventExtensions(this); } }
show("cannot add", () => { try { Full.prototype.map.call(Object.setPrototypeOf([1], Full.prototype), at); } catch (error) { return error.constructor.name; } });
show("sort keeps the array", () => { const s = List.of(2, 1); return s.sort((x, y) => at(x) - y) === s; });
show("toSorted gives an array", () => List.of(2, 1).toSorted?.((x, y) => at(x) - y) instanceof List);
