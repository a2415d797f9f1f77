// Names and lengths are what the source says, in every kind of definition.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function declared(a, b) { return at(a + b); }
const arrow = (a, b = 1, c) => at(c);
const expression = function (a, ...rest) { return at(a); };
const named = function inner() { return at(inner.name); };
const sym = Symbol("desc");
const o = { method(a) { return at(a); }, get acc() { return at(1); }, set acc(v) { at(v); }, [sym]() { at(0); }, ["comp" + at("uted")]: () => at(0), async am() { at(0); }, *gen() { at(0); }, "with space"() {} };
class K { static s() { at(0); } #p() { at(0); } p() { return this.#p.name; } get [at("g")]() { return 1; } static f = () => at(0); }
const desc = Object.getOwnPropertyDescriptor(o, "acc");
console.log([declared, arrow, expression, named].map((f) => f.name + f.length).join(), named(), o.method.name, desc.get.name, desc.set.name, o[sym].name, o.computed.name, o.am.name, o.gen.name, o["with space"].name);
console.log(K.name, K.length, K.s.name, new K().p(), Object.getOwnPropertyDescriptor(K.prototype, "g").get.name, K.f.name, (() => {}).name === "", (class {}).name === "");
console.log(declared.bind(null, 1).name, declared.bind(null, 1).length, new Function("a", "b", "return a").name);
let later; later = () => at(1); const paren = (function () {}); console.log(later.name, paren.name);
