// A generator that is closed from outside runs its `finally`, which may yield again.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* g() {
  try { yield at(1); yield at(2); } finally { yield at("cleanup"); console.log("closed", at("yes")); }
}
const it = g();
console.log(JSON.stringify([it.next(), it.return("r"), it.next(), it.next()]));
const other = g();
console.log(JSON.stringify(other.return("early")), JSON.stringify(other.next()));
