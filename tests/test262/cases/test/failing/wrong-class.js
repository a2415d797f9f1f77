/*---
description: Another exception than expected
negative:
  phase: runtime
  type: TypeError
flags: [noStrict]
---*/
throw new RangeError();
