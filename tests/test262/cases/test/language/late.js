/*---
description: An exception of the test itself
negative:
  phase: runtime
  type: Test262Error
---*/
(function fail() { throw new Test262Error(); })();
