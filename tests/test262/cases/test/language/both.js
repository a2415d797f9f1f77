/*---
description: A test without flags runs sloppy and strict
includes: [twice.js]
---*/
var strict = (function () { return this === undefined; })();
assert.sameValue(twice(function () { return strict; })[1], strict);
