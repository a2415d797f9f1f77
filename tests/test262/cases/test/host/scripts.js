/*---
description: evalScript runs scripts of the same global scope, the same text more than once
---*/
assert.sameValue($262.evalScript("function h(n) { return k(n) + 1; } function k(n) { return n; } h(1)"), 2);
assert.sameValue($262.evalScript("function h(n) { return k(n) + 1; } function k(n) { return n; } h(2)"), 3);
assert.throws(SyntaxError, function () { $262.evalScript("var a b"); });
$262.evalScript("let lexical = 1;");
assert.throws(SyntaxError, function () { $262.evalScript("let lexical = 1;"); });
