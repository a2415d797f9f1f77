// A closure is made once per evaluation, never again by a resume.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const made = new Set();
function f() {
  const g = () => g;
  made.add(g);
  at(1);
  made.add(g());
  at(2);
  class K { m() {} }
  made.add(K);
  at(3);
  made.add(K);
  made.add(new K().m); at(4); made.add(K.prototype.m);
  return g;
}
const g = f();
console.log(made.size, g === g(), made.has(g));
