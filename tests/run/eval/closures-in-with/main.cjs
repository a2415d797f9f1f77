// Functions inside of `with`, and `eval` under its own name as a parameter: they name what cannot be seen.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
var o = { f() { return at(this === o); }, v: 3 };
with (o) {
  function inside() { return [at(f()), at(v)]; }
  var nested = () => () => at(v) + at(v);
  console.log(inside(), nested()());
}
console.log(inside(), nested()());

function parameter(eval, text) {
  var a = 1;
  return at(eval(text));
}
function variable(given, text) {
  var eval = given;
  var a = 1;
  return at(eval(text));
}
function brackets(text) {
  var a = 1;
  return at(((eval))(text)) + at((0, eval)("typeof a"));
}
console.log(parameter(eval, "at(a + 1)"), parameter((text) => text.length, "four"), variable(eval, "at(a + 1)"));
console.log(brackets("at(a + 1)"));
