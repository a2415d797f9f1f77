/*---
description: A test without end
flags: [noStrict]
---*/
while (true);
