// A shared variable of a method with a computed name gets one box, however deep its function stands in declarations.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
var counter = {
  ["make"]() {
    var count = at(0);
    var inner = { ["again"]() { var deep = 0; return () => { deep += at(1); return deep + count; }; } };
    return { get next() { count++; return at(count); }, inner };
  },
};
const made = counter.make();
const again = made.inner.again();
console.log(made.next, made.next, again(), again());
