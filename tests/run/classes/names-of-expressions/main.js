// The name of a class expression is known inside it alone, also where its function is suspended around it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function make(key) {
  at(0);
  const list = [at(1)], Made = class t { get [at(key)]() { return at(t.count); } static count = at(2); is(x) { at(0); return x instanceof t; } };
  Made.count += at(list[0]);
  return Made;
}
const Made = make("c");
console.log(new Made().c, new Made().is(new Made()), new Made().is({}), Made.name, typeof t);
