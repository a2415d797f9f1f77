// Sloppy code, in which functions have more freedom.
function swapped(a, b) {
  arguments[0] = b;
  return a;
}
function inBlock() {
  var before = typeof f;
  {
    function f() {}
  }
  return before + typeof f;
}
function own() {
  function arguments() {}
  return typeof arguments;
}
function self() {
  return typeof this;
}
function assigned(a) {
  a = 5;
  return arguments[0];
}
function evaluated(x) {
  eval("var y = x + 1");
  return y;
}
function within(object) {
  with (object) return value;
}
function reached() {
  return reached.caller === null || typeof reached.caller;
}
module.exports = () => [
  swapped(1, 2), inBlock(), own(), self.call(1), assigned(1), evaluated(1), within({ value: 7 }), reached() !== undefined,
];
