/*---
description: An async test that never says that it is done
flags: [async]
---*/
new Promise(function () {});
