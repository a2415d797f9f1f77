/*---
description: An exception nobody expects
---*/
assert(false);
