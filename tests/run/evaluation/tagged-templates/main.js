// The strings object of a tagged template is one per place in the source, frozen, with raw strings.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const tag = (strings, ...values) => { at(0); return { strings, values }; };
const place = (v) => tag`a${at(v)}b\n${v}c`;
const one = place(1), two = place(2), three = tag`a${3}b\n${3}c`;
console.log(one.strings === two.strings, one.strings === three.strings, Object.isFrozen(one.strings));
console.log(JSON.stringify(one.strings), JSON.stringify(one.strings.raw), one.values.join());
const o = { name: "o", tag(strings, v) { at(0); return this.name + strings.raw[0] + v; } };
console.log(o.tag`x${at(1)}`, o["ta" + at("g")]`y${at(2)}`, ((f) => f)(o.tag).call({ name: "p" }, { raw: ["z"] }, 3));
const chain = (strings) => (more) => strings[0] + more[0] + at("!");
console.log(chain`one``two`, (await at(chain))`a``b`);
console.log(((s) => s[0])`\unicode` === undefined, String.raw`\u{41}${at(1)}\n`);
const sites = new Set();
for (let i = 0; i < 3; i++) sites.add(tag`same${at(i)}`.strings);
console.log(sites.size);
