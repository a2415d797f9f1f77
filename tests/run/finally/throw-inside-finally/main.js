// A throw in `finally` replaces the one under way, and the one that is replaced is gone.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f() {
  try { throw new Error(at("first")); } finally { throw new Error(at("second")); }
}
try { f(); } catch (error) { console.log(at(error.message)); }
function g() {
  try {
    try { throw at(1); } finally { at(0); throw at(2); }
  } catch (caught) {
    return "caught " + at(caught);
  } finally {
    console.log("outer finally");
  }
}
console.log(g());
