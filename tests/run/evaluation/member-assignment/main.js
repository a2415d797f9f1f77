// In `o[k] = v`, object and key are evaluated before the value, and only then is the key converted.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const target = {};
const object = () => { log.push("object"); return at(target); };
const key = () => { log.push("key"); return at("k"); };
const value = (v) => { log.push("value"); return at(v); };
object()[(log.push("key"), { toString() { log.push("toString"); return at("k"); } })] = value(1);
object()[key()] += value(2);
object()[key()]++;
console.log(object()[key()] --, target.k);
console.log(log.join(" "));
let o = { n: 1 };
const first = o;
o.n = (o = at({ n: 5 }), at(7));
console.log(first.n, o.n);
let list = [0, 0, 0], i = 0;
list[i++] = list[i++] = at(i++);
console.log(list.join(), i);
