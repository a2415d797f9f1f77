// `continue label` goes on with the update expression of the labelled loop.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
rows: for (let i = at(0); at(i) < 4; at(i++)) {
  for (let j = 0; ; j++) {
    if (at(j) > i) continue rows;
    if (i === 3) break rows;
    log.push(`${i}${j}`);
  }
}
console.log(log.join(" "));
