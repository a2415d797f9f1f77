// The few assertions that our own cases need, by the names that test262 gives them.
function assert(value, message) {
  if (value !== true) throw new Test262Error(message || "expected true, got " + String(value));
}
assert.sameValue = function (actual, expected, message) {
  if (!Object.is(actual, expected)) {
    throw new Test262Error((message || "") + " expected " + String(expected) + ", got " + String(actual));
  }
};
assert.throws = function (Class, run) {
  try {
    run();
  } catch (error) {
    assert.sameValue(error.constructor, Class);
    return;
  }
  throw new Test262Error("expected a " + Class.name);
};
