// Built-ins do not depend on what a program puts in the place of other ones.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const { log } = console, saved = [];
for (const [holder, names] of [[Array.prototype, "push slice concat includes at"], [Function.prototype, "call apply bind"], [Reflect, "apply construct ownKeys"], [Object, "keys create defineProperty getPrototypeOf assign"], [Math, "min max floor trunc"], [Number, "isSafeInteger isInteger"], [String.prototype, "slice indexOf includes codePointAt"], [Map.prototype, "get set has entries"], [Set.prototype, "values"], [Promise, "withResolvers resolve"], [WeakMap.prototype, "get set has"], [WeakSet.prototype, "add has"], [RegExp.prototype, "test"], [globalThis, "Array Map String isNaN"]]) {
  for (const name of names.split(" ")) if (name in holder) { saved.push([holder, name, Object.getOwnPropertyDescriptor(holder, name)]); }
}
const { defineProperty } = Object;
const broken = () => { throw new Error("a patched function was called"); };
const map = new Map([[1, 2]]), set = new Set([3]), typed = new Uint8Array([2, 1]);
const out = [];
for (const [holder, name] of saved) holder[name] = broken;
let failure = "none";
try {
  out[0] = [3, 1, 2].map((x) => at(x))[0]; out[1] = [3, 1, 2].sort((a, b) => at(a) - b)[0]; out[2] = [1, 2, 3].filter((x) => at(x) > 1).length; out[3] = "a.b".replace(/\./g, () => at("-")); out[4] = "aa".replaceAll("a", () => at("b"));
  map.forEach((v) => { out[5] = at(v); }); set.forEach((v) => { out[6] = at(v); }); out[7] = typed.sort((a, b) => at(a) - b)[0]; out[8] = [1, 2].reduce((a, b) => at(a) + b); out[9] = [[1]].flatMap((x) => at(x))[0]; out[11] = new Promise((r) => r(at(1))).then(at) instanceof Promise; out[12] = Object.getOwnPropertyDescriptor({ get a() { return 1; } }, "a").get !== undefined; out[13] = `${at}`.length > 9; out[10] = typed.map((x) => at(x) + 1)[0];
} catch (error) { failure = error.message; }
for (const [holder, name, descriptor] of saved) defineProperty(holder, name, descriptor);
log(out.join(" "), failure);
