/*---
description: detachArrayBuffer and gc
---*/
var buffer = new ArrayBuffer(8);
$262.detachArrayBuffer(buffer);
assert.sameValue(buffer.byteLength, 0);
$262.gc();
