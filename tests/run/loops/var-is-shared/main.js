// `var` in a loop is one binding for the whole function.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f() {
  var readers = [];
  for (var i = 0; i < at(3); i++) { var twice = at(i) * 2; readers.push(() => i + ":" + twice); }
  return readers.map((read) => read()).join(" ") + " " + i;
}
console.log(f());
