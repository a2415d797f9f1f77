/*---
description: Modules import each other and themselves, and await
flags: [module, async]
---*/
import { value, bump } from "./counter_FIXTURE.js";
import * as self from "./module.js";
export const here = 1;
bump();
await null;
assert.sameValue(value, 1);
assert.sameValue(self.here, 1);
assert.sameValue(this, undefined);
$DONE();
