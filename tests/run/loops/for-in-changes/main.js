// `for-in` skips what is deleted before its turn, visits no key twice, and goes up the prototypes.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const parent = { inherited: 1, shadowed: 2 };
const child = Object.create(parent, { hidden: { value: 1, enumerable: false } });
Object.assign(child, { b: 1, a: 2, 2: "two", 1: "one", shadowed: 3, gone: 4 });
const seen = [];
for (const key in child) {
  seen.push(at(key));
  if (key === "b") { delete child.gone; child.late = 1; }
}
console.log(seen.join(" "));
for (var last in null) console.log("never");
for (var last in undefined) console.log("never");
const target = {};
for (target[at("key")] in { x: 1, y: 2 }) at(0);
console.log(last, JSON.stringify(target));
for (const [first] in { hello: 1, world: 2 }) console.log(at(first));
