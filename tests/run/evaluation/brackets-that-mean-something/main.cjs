// Brackets around the target of an assignment: the function gets no name. Brackets around what a class extends.
function at(x) {
  for (let i = 0; i < 1; i++);
  return x;
}
var a, b, o = {};
function names() {
  let c, d = null, e = 1;
  (a) = function () {};
  b = function () {};
  (c) = class {};
  ((d)) ??= () => {};
  (e) &&= at(async () => {});
  (o.p) = () => {};
  at(0);
  return [a.name, b.name, c.name, d.name, e.name, o.p.name];
}
console.log(names());
for (const extend of [() => class extends (() => {}) {}, () => class extends (async () => at(1)) {}]) {
  try { extend(); } catch (error) { console.log(error.name); }
}
