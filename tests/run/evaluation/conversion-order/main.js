// Both operands are evaluated before either is converted, and the left is converted first.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const box = (name, value) => { log.push("make " + name); at(0); return { valueOf() { log.push("convert " + name); return value; } }; };
console.log(box("a", 1) + box("b", 2), box("c", 3) < box("d", 4), box("e", 6) * box("f", 7));
console.log(log.join(", "));
