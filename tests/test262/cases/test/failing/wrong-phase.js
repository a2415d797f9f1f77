/*---
description: The right exception too late
negative:
  phase: parse
  type: SyntaxError
flags: [noStrict]
---*/
eval("var a b");
