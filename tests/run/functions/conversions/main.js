// valueOf, toString, Symbol.toPrimitive and toJSON may call functions that are suspended.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const money = { [Symbol.toPrimitive](hint) { at(0); return hint === "number" ? at(42) : hint === "string" ? at("text") : at("default"); } };
console.log(+money, `${money}`, money + "", money * 2, money == "default", [money].join());
const date = { valueOf() { return at(7); }, toString() { return at("seven"); }, toJSON() { return at({ json: at(true) }); } };
console.log(date + 1, `${date}`, date > 6, JSON.stringify({ date }), { seven: "keyed" }[date], Math.max(date, 3), parseInt(date), isNaN(date));
const bad = { valueOf() { at(0); return {}; }, toString() { at(0); return {}; } };
try { bad + 1; } catch (e) { console.log(e.name); }
