// Accessors defined by calls: they work, and whoever asks gets the same functions back.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const get = function () { return at(this.hidden) + 1; }, set = function (v) { this.hidden = at(v); };
const o = { hidden: 1 };
console.log(Object.defineProperty(o, "a", { get, set, enumerable: true, configurable: true }) === o, o.a, (o.a = 5), o.a, o.hidden);
const d = Object.getOwnPropertyDescriptor(o, "a"); console.log(d.get === get, d.set === set, d.enumerable, Object.keys(d).join());
console.log(Reflect.getOwnPropertyDescriptor(o, "a").get === get, Object.getOwnPropertyDescriptors(o).a.set === set, o.__lookupGetter__("a") === get, o.__lookupSetter__("a") === set);
Object.defineProperties(o, { b: { get }, c: { value: 3 } }); console.log(o.b, o.c, Object.getOwnPropertyDescriptor(o, "b").get === get, Object.getOwnPropertyDescriptor(o, "b").set);
const made = Object.create({ hidden: 7 }, { x: { get, enumerable: true } }); console.log(made.x, Object.keys(made).join()); o.__defineGetter__("e", get); o.__defineSetter__("e", set); console.log(o.e, Object.getOwnPropertyDescriptor(o, "e").get === get);
Object.defineProperty(o, "a", d); console.log(Object.getOwnPropertyDescriptor(o, "a").get === get, Reflect.defineProperty(o, "a", { get }), Reflect.defineProperty(Object.freeze({}), "a", { get }));
const order = []; const noisy = new Proxy({ get, enumerable: true, configurable: true }, { has: (t, k) => (order.push(`has ${k}`), k in t), get: (t, k) => (order.push(`get ${k}`), t[k]) }); Object.defineProperty({}, "z", noisy); console.log(order.join());
for (const f of [() => Object.defineProperty(1, "a", {}), () => Object.defineProperty({}, "a", 1), () => Object.defineProperty({}, "a", { get: 1 }), () => Object.defineProperty({}, "a", { get, value: 1 }), () => Object.create(1, {}), () => Object.defineProperties({}, null), () => o.__defineGetter__("a", 1), () => Object.defineProperty(Object.freeze({}), "a", { get })]) try { f(); console.log("accepted"); } catch (error) { console.log(error.constructor.name); }
const log = []; const spy = new Proxy({}, { defineProperty: (t, k, desc) => (log.push(desc.get === get), Reflect.defineProperty(t, k, desc)) }); Object.defineProperty(spy, "q", { get, configurable: true }); console.log(log.join(), Object.getOwnPropertyDescriptor(spy, "q").get === get);
