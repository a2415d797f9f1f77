/*---
description: A strict test runs in strict code
flags: [onlyStrict]
---*/
assert.throws(ReferenceError, function () { undeclared = 1; });
