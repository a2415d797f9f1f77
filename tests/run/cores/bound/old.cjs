// A CommonJS module, whose functions other cores do not know.
exports.twice = function twice(n) { return n * 2; };
