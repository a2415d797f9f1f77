// How many arguments callbacks get, with and without a receiver, and how often a length is converted.
const at = (x) => { let n = 2; while (--n) {} return x; };
const self = { name: "self" };
const seen = [];
function note(...args) { seen.push([this === self, args.length, args.length > 1 ? typeof args[1] : "none"].join(" ")); return at(args[0]); }
for (const receiver of [undefined, self]) {
  Array.from([1], note, receiver); Array.from({ length: 1 }, note, receiver); await Array.fromAsync([1], note, receiver);
  Uint8Array.from([1], note, receiver); [1].map(note, receiver); new Uint8Array(1).map(note, receiver);
  new Map([[1, 2]]).forEach(note, receiver); new Set([1]).forEach(note, receiver);
}
console.log(seen.join("\n"));

let conversions = 0;
const items = { get length() { return { valueOf() { conversions++; return at(2); } }; }, 0: "a", 1: "b" };
const result = [Array.prototype.map.call(items, (x) => at(x)).join(), Array.from(items, (x) => at(x)).join(), (await Array.fromAsync(items)).join()];
Array.prototype.forEach.call(items, at);
console.log(result, conversions, Array.prototype.sort.call({ length: "2", 0: 2, 1: 1 }, (a, b) => at(a) - b), Array.prototype.some.call({ length: -1 }, at));
