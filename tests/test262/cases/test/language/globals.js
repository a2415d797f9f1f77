/*---
description: Declarations of a script are those of the global scope, and nothing of the compiler shows there
flags: [noStrict]
---*/
var variable = 1;
let lexical = 2;
function counted(n) { let s = 0; for (let i = 0; i < n; i++) s += own(i); return s; }
function own(i) { return i; }
assert.sameValue(globalThis.variable, 1);
assert.sameValue(globalThis.lexical, undefined);
assert.sameValue(globalThis.counted, counted);
assert.sameValue(counted(4), 6);
assert.sameValue((function () { return this; })(), globalThis);
assert.sameValue(Object.getOwnPropertyNames(globalThis).filter(function (name) { return name.startsWith("hz$"); }).length, 0);
