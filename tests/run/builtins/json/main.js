// JSON with functions: revivers, replacers, toJSON.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(JSON.stringify({ a: 1, b: [2, { c: 3 }] }, function (key, value) { return key === "c" ? at(Array.isArray(this)) : at(value); }), JSON.stringify({ a: 1, b: 2 }, ["b"], 1));
console.log(JSON.stringify({ d: { toJSON(key) { return at(`json of ${key}`); } }, e: new Date(0), f: [undefined, at, Symbol()] }));
console.log(JSON.stringify(JSON.parse('{"a":[1,2,{"b":3}],"c":null}', function (key, value) { return typeof value === "number" ? at(value) * 2 : key === "c" ? undefined : at(value); })));
for (const f of [() => JSON.parse("{", at), () => JSON.stringify({ a: 1 }, () => { throw new RangeError(at("no")); }), () => JSON.parse("[1]", () => { throw new RangeError(at("no")); })]) try { f(); } catch (error) { console.log(error.constructor.name); }
