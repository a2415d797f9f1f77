// Calls in every head: if, while, for, switch, return, throw, with sequences.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
function f(n) {
  if ((say("if"), at(n)) > 1) return say("big"), say("really");
  switch ((say("switch"), n)) { case (say("case"), 1): throw (say("throw"), at("one")); }
  while ((say("while"), n++) < 1);
  return void say("return");
}
for (const n of [2, 1, 0]) { try { log.push(f(n)); } catch (e) { log.push("caught " + e); } }
console.log(log.join(", "));
