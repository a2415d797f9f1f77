/*---
description: A test that ends the process
flags: [noStrict]
---*/
process.exit(3);
