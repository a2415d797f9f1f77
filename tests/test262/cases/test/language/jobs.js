/*---
description: An async test
flags: [async]
---*/
async function later(n) { for (let i = 0; i < n; i++) await null; return n; }
later(3).then(function (n) { assert.sameValue(n, 3); }).then($DONE, $DONE);
