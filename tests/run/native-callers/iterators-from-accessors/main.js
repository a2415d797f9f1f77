// Iterators whose methods come from accessors and assignments, so that nobody sees their names: V8 asks them all the same.
const at = (x) => { let n = 2; while (--n) {} return x; };
const log = [];
const counting = (end) => {
  let n = 0;
  return {
    __proto__: Iterator.prototype,
    get next() { log.push("get next"); return function () { return at({ value: n, done: n++ >= end }); }; },
    get return() { log.push("get return"); return function () { log.push("return"); return at({}); }; },
  };
};
const foreign = (end) => { const { next } = counting(end); const iterator = {}; iterator["ne" + "xt"] = next; return iterator; };
const told = (value) => { const all = log.splice(0).join(); return [value, all]; };

console.log(told(counting(3).map((x, i) => at(x * 10 + i)).toArray()));
console.log(told(counting(4).filter((x) => at(x % 2)).toArray()));
console.log(told(counting(4).take(2).toArray()), told(counting(4).drop(2).toArray()));
console.log(told(counting(3).flatMap((x) => foreignIterable(x)).toArray()));
console.log(told(Iterator.from(foreign(2)).toArray()), told(Iterator.from(counting(2)).toArray()));
console.log(told(Iterator.from({ get [Symbol.iterator]() { log.push("get iterator"); return () => at(foreign(2)); } }).toArray()));
console.log(told([...Iterator.concat(foreignIterable(1), foreignIterable(2), [at(7)])]));
console.log(told(counting(9).some((x) => at(x > 1))), told(counting(9).take(1).next().value));
const closed = counting(9).map((x) => at(x));
console.log(told(closed.next().value), told(closed.return()), told(closed.next().done));
console.log(Iterator.from("ab").toArray(), Iterator.from([1, 2]).map((x) => at(-x)).toArray());
for (const wrong of [() => Iterator.from({ next: 1 }).next(), () => Iterator.from({ [Symbol.iterator]: 1 }), () => Iterator.from(5), () => Iterator.concat(1), () => counting(1).take(NaN), () => counting(1).map(1)]) {
  try { console.log(wrong()); } catch (error) { console.log(error.name); }
}
log.length = 0;
const setLike = { get size() { return at(2); }, get has() { return (x) => at(x === 1); }, get keys() { return () => at(foreign(2)); } };
console.log(new Set([1, 5]).union(setLike), new Set([1, 5]).intersection(setLike), new Set([0, 1, 2]).isSupersetOf(setLike));

function foreignIterable(end) { return { get [Symbol.iterator]() { return () => at(foreign(end)); } }; }
