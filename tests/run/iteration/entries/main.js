// for-of over the entries of arrays, and of what is called `entries` elsewhere; arrays that change, or are no usual ones.

function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}

function collect(list) {
  const got = [];
  for (const [index, value] of list.entries()) got.push(`${at(index)}:${at(value)}`);
  return got.join(" ");
}

console.log(collect(["a", "b"]));
console.log(collect([]));
console.log(collect([, 1, , 2]));
console.log(collect(new Map([["k", 1], ["l", 2]])));
console.log(collect(new Set(["x"])));
console.log(collect(new Uint8Array([7, 8])));
console.log(collect({ *entries() { yield [1, 2]; } }));
console.log(collect(Object.assign([1, 2], { entries: () => [["own", 1]] })));
console.log(collect(new (class extends Array { entries() { return super.entries(); } })(3)));
console.log(collect(new Proxy(["p", "q"], {})));
for (const value of [undefined, null, {}, { entries: () => 1 }, 5]) {
  try {
    console.log(collect(value));
  } catch (error) {
    console.log(error.name);
  }
}

const growing = [1];
for (const [i, x] of growing.entries()) if (growing.length < 5) growing.push(at(x) + i);
console.log(growing.join());
const shrinking = [1, 2, 3, 4];
for (const [i] of shrinking.entries()) { at(i); shrinking.pop(); }
console.log(shrinking.join());
let list = ["one"];
for (const [, x] of list.entries()) { list = ["other"]; console.log(at(x), list.join()); }

const pairs = [];
for (const pair of list.entries()) pairs.push(at(pair));
console.log(Array.isArray(pairs[0]), pairs[0] !== pairs[1], pairs.join());
outer: for (const [i] of [1, 2].entries()) {
  const inner = [1, 2, 3];
  for (const [j, x] of inner.entries()) {
    if (at(j) === 1) continue outer;
    console.log(i, j, x);
  }
}
const readers = [];
for (let [i, x] of [5, 6].entries()) { readers.push(() => `${i}${x}`); i++; at(x); }
console.log(readers.map((read) => read()).join());
try {
  for (const [i] of late.entries()) at(i);
  const late = [];
} catch (error) {
  console.log(error.name);
}

Array.prototype.entries = function () { return [["replaced", this.length]]; };
console.log(collect(["z"]));
