// `fill` of arrays, of objects that are no arrays, and of proxies: what it reads and writes, in which order.
const log = [];
const watched = (target, name) => new Proxy(target, {
  get: (object, key) => (log.push(`${name}.${String(key)}`), object[key]),
  set: (object, key, value) => (log.push(`${name}.${String(key)} = ${value}`), (object[key] = value), true),
});

console.log([1, 2, 3, 4].fill(0, 1, -1).join(), [1, 2, 3].fill(7).join(), [1, 2, 3].fill(8, -2).join());
console.log([1, 2, 3].fill(9, 5).join(), [1, 2, 3].fill(9, NaN, 1).join(), [1, 2, 3].fill(9, undefined, undefined).join());
console.log(JSON.stringify(Array.prototype.fill.call({ length: 3, 1: "x" }, 4)));
Array.prototype.fill.call(watched([1, 2], "array"), 5, { valueOf: () => (log.push("start"), 0) }, { valueOf: () => (log.push("end"), 2) });
console.log(log.join(" | "));
const long = new Array(2 ** 26);
console.log(long.fill("a", -2) === long, Object.keys(long).join(), long[2 ** 26 - 1]);
for (const receiver of [null, undefined, Object.freeze([1])]) {
  try {
    Array.prototype.fill.call(receiver, 0);
  } catch (error) {
    console.log(error.name);
  }
}
console.log(Array.prototype.fill.length, Array.prototype.fill.name, String(Array.prototype.fill).includes("[native code]"));
