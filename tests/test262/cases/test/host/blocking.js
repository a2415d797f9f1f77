/*---
description: Where the main agent cannot block, Atomics.wait throws
flags: [CanBlockIsFalse]
---*/
assert.throws(TypeError, function () { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0); });
