// Cases fall through, `default` may stand anywhere, tests are evaluated in order and only as far as needed.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function run(value) {
  const log = [];
  const test = (x) => { log.push("?" + x); return at(x); };
  switch (at(value)) {
    case test(1): log.push(at("one"));
    default: log.push(at("default"));
    case test(2): log.push(at("two")); break;
    case test(3): log.push(at("three"));
  }
  return log.join(" ");
}
for (const v of [1, 2, 3, 4]) console.log(v, run(v));
