// A labelled break or continue runs every `finally` between it and its label.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
outer: for (let i = 0; i < 3; i++) {
  try {
    for (let j = 0; j < 3; j++) {
      try {
        if (at(j) === 1 && i === 0) continue outer;
        if (at(i) === 2) break outer;
        log.push(`${i}${j}`);
      } finally {
        log.push(at("inner"));
      }
    }
  } finally {
    log.push(at("outer"));
  }
}
console.log(log.join(" "));
