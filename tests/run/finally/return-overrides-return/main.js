// A `return` in `finally` replaces the completion of `try`, whether that was a return or a throw.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function overReturn() { try { return at("try"); } finally { return at("finally"); } }
function overThrow() { try { throw at(new Error("lost")); } finally { return at("kept"); } }
function overBreak() { for (;;) { try { return at("try"); } finally { if (at(true)) break; } } return "after"; }
function overContinue() {
  let n = 0;
  for (; n < 3; n++) { try { return at("try"); } finally { if (at(n) < 2) continue; } }
  return "end " + n;
}
console.log(overReturn(), overThrow(), overBreak(), overContinue());
