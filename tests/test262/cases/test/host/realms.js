/*---
description: A realm has intrinsics of its own, compiled code in it runs as everywhere
---*/
var other = $262.createRealm();
assert(other.global !== globalThis);
assert(other.global.Array !== Array);
var made = other.evalScript("function f(n) { return [n].map(function (x) { return g(x); }); } function g(x) { return x + 1; } f(1)");
assert(made instanceof other.global.Array);
assert.sameValue(made[0], 2);
assert(other.global.f instanceof other.global.Function);
