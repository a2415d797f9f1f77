// Values survive the way through pack.js and unpack.js; what cannot go is named by its place.
import assert from "node:assert/strict";
import test from "node:test";
import "./compiled.mjs";
import { move, pack, recycle } from "hz:core/pack";
import { register } from "hz:core/registry";
import { unpack } from "hz:core/unpack";

// What the native side does: copies the bytes, and lets the engine carry the cargo.
function trip(value) {
  const packer = pack(value, "value");
  if (packer === null) return value;
  const bytes = Buffer.from(packer.bytes.subarray(0, packer.length)).toString("latin1");
  const cargo = packer.cargo && structuredClone(packer.cargo, { transfer: packer.moved ?? [] });
  const parcel = [bytes, packer.channels ?? [], cargo];
  recycle(packer);
  return unpack(parcel);
}

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  len() {
    return Math.hypot(this.x, this.y);
  }
  static origin() {
    return new Point(0, 0);
  }
}
class CodeError extends TypeError {
  constructor(message, code) {
    super(message);
    this.name = "CodeError";
    this.code = code;
  }
}
class Bag extends Map {}
class Guarded {
  set x(value) {
    throw new Error(`the setter was called with ${value}`);
  }
}
const table = [Point, CodeError, Bag, Guarded];
register("file:///m.js", ["Point", "CodeError", "Bag", "Guarded"], (index) => table[index]);

test("primitives, alone and inside", () => {
  const long = "x".repeat(5000);
  const big = 123456789012345678901234567890n;
  const samples = [undefined, null, true, 0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, NaN, Infinity, "", "é", "日本",
    "\ud800", long, `${long}日`, 0n, -1n, big, -(36n ** 25n)];
  for (const value of samples) {
    assert(Object.is(trip(value), value));
    assert(Object.is(trip([value])[0], value));
    assert(Object.is(trip({ value }).value, value));
  }
});

test("objects of all kinds that structured clone knows", () => {
  const samples = [
    {}, [], [[]], { a: 1, b: "two", c: [1, { d: null }] }, [1, , 3], Object.assign([1, 2], { extra: 1 }), new Array(100),
    new Map([[1, { a: 1 }], ["k", new Map()]]), new Set([1, { b: 2 }]), new Date(12345), /a+/gi,
    Object(1), Object("s"), Object(false), Object(5n), new Uint8Array([1, 2, 3]), new Float64Array([1.5, -0]),
    new DataView(new ArrayBuffer(8), 2, 4), new ArrayBuffer(5), { "": 1 }, { "a\0b": 1 }, { "a\0b": 1, c: 2 },
    { 1: "a", 0: "b" }, { "日": 1 }, Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`key${i}`, i])),
  ];
  for (const value of samples) assert.deepStrictEqual(trip(value), structuredClone(value));
  const own = trip(JSON.parse('{"__proto__": 1}'));
  assert.equal(Object.getOwnPropertyDescriptor(own, "__proto__").value, 1);
});

test("what is the same object stays so", () => {
  const a = { name: "a" };
  a.self = a;
  a.list = [a, a];
  const b = trip(a);
  assert(b.self === b && b.list[0] === b && b.list[1] === b);
  const cycle = new Map();
  cycle.set("me", cycle);
  const copy = trip(cycle);
  assert.equal(copy.get("me"), copy);
  const memory = new ArrayBuffer(8);
  const [bytes, ints, buffer] = trip([new Uint8Array(memory), new Int32Array(memory), memory]);
  assert(bytes.buffer === ints.buffer && buffer === bytes.buffer && memory.byteLength === 8);
});

test("instances keep their class, functions their identity", () => {
  const parent = new Point(3, 4);
  parent.child = new Point(6, 8);
  parent.child.parent = parent;
  const copy = trip(parent);
  assert(copy instanceof Point && copy.child instanceof Point && copy.child.parent === copy);
  assert.equal(copy.len(), 5);
  assert(trip(new Bag([["a", 1]])) instanceof Bag);
  const guarded = Object.defineProperty(new Guarded(), "x", { value: 3, enumerable: true });
  assert.equal(trip(guarded).x, 3);
  assert.deepEqual(trip([Point, Point.origin, Point.prototype.len]), [Point, Point.origin, Point.prototype.len]);
});

test("errors keep class, message, stack, cause and properties", () => {
  const error = new RangeError("bad", { cause: new CodeError("inner", 7) });
  error.extra = { a: 1 };
  const copy = trip(error);
  assert(copy instanceof RangeError && copy.cause instanceof CodeError);
  assert.deepEqual([copy.message, copy.stack, copy.extra], [error.message, error.stack, { a: 1 }]);
  assert.deepEqual([copy.cause.name, copy.cause.code, Object.keys(copy)], ["CodeError", 7, ["extra"]]);
  assert(!Object.hasOwn(trip(new Error("x")), "cause") && !Object.hasOwn(trip(new Error()), "message"));
  assert.equal(trip(new AggregateError([new Error("first")], "all")).errors[0].message, "first");
});

test("memory moves when it is asked to, and is shared when it is shared", () => {
  const numbers = new Uint8Array(1000).fill(7);
  assert.equal(trip({ data: move(numbers) }).data[999], 7);
  assert.equal(numbers.length, 0);
  const shared = new Int32Array(new SharedArrayBuffer(4));
  trip({ shared }).shared[0] = 9;
  assert.equal(shared[0], 9);
});

test("what cannot be sent is named by its place", () => {
  const refuses = (value, message) =>
    assert.throws(() => trip(value), (error) => error.name === "DataCloneError" && message.test(error.message));
  refuses({ handlers: { onDone() {} } }, /^value\.handlers\.onDone: function onDone cannot be sent to another core/);
  refuses([1, [2, { "a-b": Symbol("s") }]], /^value\[1\]\[1\]\["a-b"\]: a symbol/);
  refuses(new Map([["k", [() => 1]]]), /^value\.get\("k"\)\[0\]: function cannot/);
  refuses({ x: new (class Local {})() }, /^value\.x: an instance of Local cannot be sent .*: its class is not/);
  refuses([new WeakMap()], /^value\[0\]: an instance of WeakMap/);
  refuses(Object.create(Map.prototype), /^value: an object cannot be sent .* not what its prototype says/);
  assert.throws(() => trip({ get x() { throw new Error("mine"); } }), /mine/);
});

test("a getter may send a value while its object is being packed", () => {
  const inner = { get x() { return trip({ y: 1 }).y + trip([2])[0]; }, z: "after" };
  assert.deepEqual(trip({ inner, more: [1, 2] }), { inner: { x: 3, z: "after" }, more: [1, 2] });
});

test("random values arrive as structured clone would give them", () => {
  let seed = 12345;
  const below = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % n;
  const list = (depth) => Array.from({ length: below(6) }, () => value(depth + 1));
  const value = (depth) => {
    switch (below(depth > 4 ? 7 : 12)) {
      case 0: return below(1e9) - 5e8;
      case 1: return below(1000) / 7;
      case 2: return "s".repeat(below(20)) + String.fromCharCode(below(600));
      case 3: return below(2) === 1;
      case 4: return null;
      case 5: return undefined;
      case 6: return BigInt(below(1e9)) ** BigInt(below(9));
      case 7: return list(depth);
      case 8: case 9: return Object.fromEntries(list(depth).map((item) => [`k${below(50)}`, item]));
      case 10: return new Map(list(depth).map((item) => [value(depth + 1), item]));
      default: return new Set(list(depth));
    }
  };
  for (let i = 0; i < 5000; i++) {
    const sample = value(0);
    assert.deepStrictEqual(trip(sample), structuredClone(sample));
  }
});
