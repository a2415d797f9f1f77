/*---
description: An import that does not exist
negative:
  phase: resolution
  type: SyntaxError
flags: [module]
---*/
$DONOTEVALUATE();
import { nothing } from "./counter_FIXTURE.js";
