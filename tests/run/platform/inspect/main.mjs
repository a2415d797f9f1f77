// What console.log shows of each kind of value.
class Foo { constructor() { this.a = 1; } get x() { return 1; } } class Bar extends Foo { #p = 1; static s = 5 }
class Fault extends Error { } class TE extends TypeError {}
const circ = { name: "c", list: [] };
circ.self = circ;
circ.list.push(circ, { circ });
const arr = [1, 2];
arr.extra = "x";
const hole = [1, , , 4, ,];
const np = Object.create(null);
np.q = 1;
class M2 extends Map {} class A2 extends Array {}
function fn() {} fn.prop = 1;
const noStack = new Error("nostack");
noStack.stack = "Error: nostack";
const withCause = new Error("outer", { cause: noStack });
withCause.stack = "Error: outer";
const s = Symbol("sy");
const deep = { a: { b: { c: { d: 1 } } } };
const long = Array.from({ length: 120 }, (_, i) => i * 7);
const strs = Array.from({ length: 30 }, (_, i) => "item" + i);
const obj = { f() {}, g: () => {}, async h() {}, *i() {}, async *j() {}, k: class {}, l: Foo, m: Bar, n: null, o: undefined, p: true, q: 10n, r: -0, [s]: 1, "a-b": 2, get z() { return 1 }, set z(v) {}, get y() { return 1 }, set w(v) {} };
const values = [1, -0, "a", ["a", 'it\'s', `q"'`, "\n\t\x01\u{1F600}\ud800"], s, null, undefined, true, 5n, {}, [], [[]], [[[[1]]]], deep, obj, circ, arr, hole, np, Object.create(np), Object.create({}), Object.create(Foo.prototype), new Foo, new Bar, Foo, Bar, class {}, class extends Foo {}, fn, Math.max, Map, Foo.prototype,
 new Map([[1, 2], ["a", { b: 1 }]]), new Set([1, "a", [1]]), new M2([[1, 2]]), A2.from([1, 2]), new A2(), new Map, new Set, new WeakMap, new WeakSet, new Uint8Array([1, 2, 3]), new Float64Array(2), new BigInt64Array(1), new Uint8Array(0), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), new SharedArrayBuffer(2), /a/gi, Object.assign(/x/, { a: 1 }), new Date(0), new Date(NaN), new Number(3), new String("abc"), new Boolean(false), Object(s), Object(1n), Object.assign(new String("hey"), { a: 1 }),
 noStack, withCause, { e: noStack }, [noStack],
 long, strs, [long], { long, strs }, { a: "x".repeat(100), b: "line1\nline2 long long long long long long long long long long long long long long" }, ["apple", "banana", "cherry", "date", "elderberry", "fig", "grape"], Array(3), Array(200).fill("ab"), Array.from({ length: 7 }, (_, i) => ({ i })),
 globalThis.Math, JSON, (function () { return arguments })(1, 2), (function () { return arguments })(), Symbol.iterator, (function* () {})(), [1, 2].values(), "x"[Symbol.iterator](), Promise.resolve(4), Promise.resolve({ a: 1 }), new Promise(() => {}), new Proxy({ a: 1 }, {}), new Proxy(function f() {}, {}), { [Symbol.toStringTag]: "T" }, new (class X { get [Symbol.toStringTag]() { return "Y" } })(), new (class { a = 1 })(), async () => {}, Object.defineProperty({}, "hid", { value: 1 }), { a: [{ b: { c: {} } }], x: { y: { z: [] } } }, new Set([[1, 2], new Map([[{ a: 1 }, "b"]])]), { k: "a'b", "1": 2, "1a": 3, ["__proto__"]: 1 }, { a: 1, b: { c: [1, 2, 3], d: new Map([["k", { deep: { deeper: 1 } }]]) } }, Array.from({ length: 10 }, (_, i) => "w".repeat(i * 3)), new Map([[1, 2], [3, { a: 1 }]]).entries(), new Map([[1, 2]]).keys(), new Set([1, 2]).values(), new Set([5, 6]).entries(), ["日本", "語", "a", "bb", "ccc", "d", "e"], new (class extends Promise {})(() => {}), (async () => 1)(), new URL("http://u:p@ex.com:80/a?b=c#d"), new URLSearchParams("a=1&b=2"), new AbortController(), Buffer.from("hello"), new Event("x").type, new Headers({ a: "b" }),
];
for (const v of values) { console.log(v); console.log([v]); console.log({ k: { v } }); }
