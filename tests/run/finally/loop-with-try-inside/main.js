// A loop whose body is a try statement: each turn enters and leaves it, in order.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
let i = 0;
do {
  try {
    if (i === 1) continue;
    if (i === 3) throw at(i);
    log.push("b" + at(i));
  } catch (e) {
    log.push("c" + at(e));
    if (e === 3) break;
  } finally {
    log.push("f" + at(i));
    i++;
  }
} while (at(i) < 10);
console.log(log.join(" "), i);
