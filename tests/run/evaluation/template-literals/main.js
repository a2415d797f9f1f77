// The parts of a template are evaluated and converted one after the other.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const part = (name) => { log.push("make " + name); at(0); return { toString() { log.push("convert " + name); return name; } }; };
console.log(`<${part("a")}-${part("b")}${at("!")}>`, log.join(", "));
console.log(`${at(1)}${`${at(2)}${at(3)}`}` + `line
two ${at("\\")}\u0041`);
