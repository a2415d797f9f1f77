/*---
description: A program may take the iterator of arrays away; the event loop needs none to end
---*/
delete Array.prototype[Symbol.iterator];
assert.throws(TypeError, function () {
  var [x] = [1];
});
