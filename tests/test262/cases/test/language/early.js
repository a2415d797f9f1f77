/*---
description: An error of the text is found before it runs
negative:
  phase: parse
  type: SyntaxError
---*/
$DONOTEVALUATE();
var a b;
