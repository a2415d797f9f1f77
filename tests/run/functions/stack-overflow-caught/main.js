// Endless recursion is a RangeError that can be caught, and the program goes on.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let depth = 0;
function endless() { depth++; endless(); return at(depth); }
try { endless(); } catch (e) { console.log(e instanceof RangeError, depth > 1000); }
console.log(at("on"));
