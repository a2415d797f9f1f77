// Iterables of the program in every place that iterates.
const at = (x) => { let n = 2; while (--n) {} return x; };
const it = (n) => ({ [Symbol.iterator]() { at(0); let i = 0; return { next() { return at({ done: i >= n, value: i++ }); }, return() { return at({}); } }; } });
function f([a, b], { x = at(1) } = {}, ...[r]) { return at(a + b + x); } console.log(f(it(5)), (([a]) => a)(it(2)), ((...a) => a.length)(...it(3)), [...it(2)], Math.max(...it(4)), new Array(...it(3)));
const [p, , ...q] = it(4); console.log(p, q); let m; [m] = it(1); for (const [z] of [it(2)]) console.log(z); for (const x of it(9)) { if (x) break; }
console.log(new Map([[1, 2]].concat([it(2)])).size, new Set(it(3)).size, Array.from(it(2)), Array.from(it(2), (x) => at(x * 2)), Object.fromEntries([it(2)]), new WeakSet([{}]), new Uint8Array(it(3)), Uint8Array.from(it(2), (x) => at(x)), Promise.all(it(2)) instanceof Promise, new Map(it(0)));
console.log(await Array.fromAsync(it(2)), await Promise.all(it(2)), Object.groupBy(it(3), (x) => at(x % 2 ? "o" : "e")), Map.groupBy(it(3), (x) => at(x % 2)).size, Iterator.from(it(2)).toArray(), new AggregateError(it(2)).errors);
class M extends Map { set(k, v) { at(0); return super.set(k, v); } } class S extends Set { add(v) { at(0); return super.add(v); } } console.log(new M([[1, 2]]).size, new S([1]).size);
function* g() { yield* it(2); } console.log([...g()]); async function* ag() { yield* { [Symbol.asyncIterator]() { at(0); let i = 0; return { next() { return at({ done: i > 1, value: i++ }); } }; } }; yield* it(1); } for await (const x of ag()) console.log("ag", x); for await (const x of it(2)) console.log("fa", x);
class G { async *m() { yield* this.s(); } s() { return { [Symbol.iterator]() { return { next() { return at({ done: false, value: 1 }); }, throw(e) { return at({ done: true, value: "t" }); } }; } }; } } const gg = new G().m(); await gg.next(); console.log(await gg.throw(1));
class It extends Iterator { next() { return at({ done: (this.n = (this.n ?? 0) + 1) > 3, value: this.n }); } } console.log(new It().map((x) => at(x * 2)).toArray(), new It().filter((x) => at(x > 1)).toArray(), new It().flatMap((x) => at([x, x])).toArray(), new It().take(2).toArray(), new It().drop(1).toArray(), new It().reduce((a, b) => at(a + b)));
const w = Iterator.from({ next() { return at({ done: true }); } }); console.log(w.next());
