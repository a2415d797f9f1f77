// `break` belongs to the switch, `continue` to the loop around it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
for (let i = 0; i < 5; i++) {
  switch (at(i)) {
    case 1: continue;
    case 2: log.push("two"); break;
    case 3: log.push("three");
    default: log.push("d" + at(i));
  }
  log.push("end" + i);
}
console.log(log.join(" "));
