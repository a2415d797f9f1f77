// A label may stand before any statement; break leaves it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
function classify(n) {
  found: {
    if (at(n) < 0) { log.push("negative"); break found; }
    inner: {
      if (at(n) === 0) break inner;
      log.push("positive");
      break found;
    }
    log.push("zero");
  }
  log.push("end");
}
[-1, 0, 1].forEach((n) => classify(n));
console.log(log.join(" "));
