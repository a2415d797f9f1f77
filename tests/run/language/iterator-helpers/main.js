// Iterator helpers with callbacks that are suspended.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* n() { let i = 0; try { for (;;) yield at(i++); } finally { console.log("closed", i); } }
console.log(n().map((x) => at(x) * 2).filter((x) => at(x) % 3).take(3).toArray().join());
console.log(n().drop(2).flatMap((x) => [x, at(-x)]).take(4).reduce((a, b) => a + at(b) * 10, 0), n().some((x) => at(x) > 3), n().find((x) => at(x) > 4), n().take(2).every((x) => at(x) < 2));
const seen = []; n().take(2).forEach((x, i) => seen.push(at(x) + i)); console.log(seen.join(), Iterator.from({ next: () => ({ done: at(true) }) }).toArray().length);
