// In each turn the binding is dead again until its declaration runs.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
let readEarlier = () => "none";
for (let i = 0; i < 3; i++) {
  const read = () => x;
  at(i);
  try { log.push(read()); } catch (e) { log.push(e.name); }
  log.push(readEarlier());
  let x = at("x" + i);
  readEarlier = read;
}
console.log(log.join(" "));
