/*---
description: IsHTMLDDA
features: [IsHTMLDDA]
---*/
assert.sameValue(typeof $262.IsHTMLDDA, "undefined");
assert.sameValue($262.IsHTMLDDA(), null);
assert($262.IsHTMLDDA == null);
