// structuredClone: kinds of values, identity, transfer, what cannot be cloned.
const a = { d: new Date(0), r: /x/g, m: new Map([[1, { z: 1 }]]), s: new Set([1]), b: new Uint8Array([1, 2]), e: new RangeError("bad"), n: null, u: undefined, big: 5n, nan: NaN, z: -0, arr: [1, , 3], w: Object("x") };
a.self = a;
const c = structuredClone(a);
console.log(c.self === c, c.d, c.r, c.m, c.s, c.b, c.e instanceof RangeError, c.e.message, c.n, c.u, c.big, c.nan, Object.is(c.z, -0), c.arr, c.w);
const buf = new ArrayBuffer(8);
const moved = structuredClone({ buf }, { transfer: [buf] });
console.log(buf.byteLength, moved.buf.byteLength);
for (const v of [() => 1, Symbol("s"), { f() {} }, new WeakMap()]) { try { structuredClone(v); } catch (e) { console.log(e.name, e.code, e instanceof DOMException); } }
class P { constructor() { this.a = 1; } get g() { return 1; } } const p = structuredClone(new P());
console.log(p, p instanceof P);
try { structuredClone(); } catch (e) { console.log(e.name); }
console.log(structuredClone("x"), structuredClone(1), structuredClone([[1], { a: 2 }]), structuredClone(new Error("e", { cause: "c" })).cause);
