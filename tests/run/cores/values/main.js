// What arrives on another core is a copy that looks and behaves like what was sent.
import { go } from "hz";

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  get length() {
    return Math.hypot(this.x, this.y);
  }
  static origin() {
    return new Point(0, 0);
  }
}
class Names extends Map {
  longest() {
    return [...this.values()].sort((a, b) => b.length - a.length)[0];
  }
}

const echo = (value) => go((value) => value, value).join();

console.log(echo([undefined, null, true, -0, 1.5, NaN, 2n ** 80n, "é日本\ud800", "x".repeat(5000).length]));
console.log(echo({ date: new Date(0), regexp: /a+/gi, map: new Map([[1, { a: 1 }]]), set: new Set(["s"]) }));
console.log(echo([1, , 3]), echo(Object.assign([1], { tag: "t" })), echo(new Uint8Array([1, 2, 3])));

const node = { name: "loop", list: [] };
node.self = node;
node.list.push(node, node);
const copy = echo(node);
console.log(copy !== node, copy.self === copy, copy.list[1] === copy);

const parent = new Point(3, 4);
parent.child = new Point(6, 8);
parent.child.parent = parent;
const family = echo(parent);
console.log(family instanceof Point, family.length, family.child.length, family.child.parent === family);
console.log(echo(new Names([[1, "ab"], [2, "abc"]])).longest(), echo(Point) === Point, go(Point.origin).join().length);

const shared = new Int32Array(new SharedArrayBuffer(8));
go((shared) => Atomics.add(shared, 1, 5), shared).join();
const copied = new Float64Array([1, 2]);
go((numbers) => numbers.fill(9), copied).join();
console.log(shared[1], copied[0], go((text) => text.length, "长".repeat(10_000)).join());

let reads = 0;
const lazy = { get value() { return ++reads; } };
console.log(echo(lazy), echo({ __proto__: null, a: 1 }));
