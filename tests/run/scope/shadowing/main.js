// Inner bindings hide outer ones of the same name, block by block.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let x = "module";
function f(x) {
  const log = [at(x)];
  { let x = at("block"); log.push(x); { const x = at("inner"); log.push(x); } log.push(at(x)); }
  for (let x of [at("loop")]) { log.push(x); { let x = at("loop inner"); log.push(x); } }
  try { throw at("thrown"); } catch (x) { log.push(x); { let x = at("catch inner"); log.push(x); } }
  log.push(at(x));
  return log.join(", ");
}
console.log(f("parameter"), x);
