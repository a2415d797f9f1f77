// `continue` in a do loop goes to its test.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
let n = 0;
do { n++; if (at(n) % 2) continue; log.push(n); } while (log.push("t"), at(n) < 5);
console.log(log.join(" "));
