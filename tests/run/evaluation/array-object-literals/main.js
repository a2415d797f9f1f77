// Elements and properties of a literal that is half built survive a suspension; holes stay holes.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const say = (x) => { log.push(x); return at(x); };
const list = [say(1), , say(2), ...say([3, , 4]), [say(5), [say(6)]], ,];
console.log(JSON.stringify(list), 1 in list, 4 in list, list.length);
const o = {
  [say("a")]: say(1), b: say(2), [`c${say(3)}`]() { return at("method"); },
  ...say({ d: 4, a: 5 }), get e() { return at(6); }, async *[say("gen")]() {}, __proto__: say({ inherited: 7 }), "quo ted": say(8), 9: say(10),
};
console.log(JSON.stringify(o), o.c3(), o.inherited, Object.keys(o).join());
console.log(log.join(" "));
const { __proto__ } = { ["__proto__"]: at(1) };
console.log(__proto__, [...at("héllo"), ...new Set([at(1), at(1)])].join());
