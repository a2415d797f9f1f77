// A parameter that closures share can be read and written in the parameter list.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function read(a, b = a) { a = at(b + 1); const get = () => a; return at(get)() + b; }
function write(a, b = (a = 5)) { const add = () => a++; at(add()); return [a, b]; }
const arrow = ({ a, b = a }, c = b) => { const set = () => { a = c + 1; }; at(set()); return a; };
class Pair { constructor(a, b = a) { const set = () => (a += b); this.sum = at(set()); } }
console.log(read(1), write(1).join(), arrow({ a: 3 }), new Pair(4).sum);
