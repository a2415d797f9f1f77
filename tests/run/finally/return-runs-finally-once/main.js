// A suspension inside `try` leaves the function by a return: the user's `finally` must not see that one.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
function f() {
  try {
    log.push("try " + at(1));
    return at("value");
  } finally {
    log.push("finally " + at(2));
  }
}
console.log(f(), log.join(", "));
