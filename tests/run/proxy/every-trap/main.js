// The traps of a Proxy call functions that are suspended, and answer right.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const handler = new Proxy({}, { get: (_, trap) => (...args) => { log.push(trap); at(0); return at(Reflect[trap](...args)); } });
const p = new Proxy(function target(x) { return new.target ? { made: at(x) } : at(x) + 1; }, handler);
p.a = at(1); p.a += at(1); delete p.a; "a" in p; Object.keys(p); p(at(1)); new p(2); Object.getPrototypeOf(p); Object.setPrototypeOf(p, Function.prototype); Object.isExtensible(p); Object.getOwnPropertyDescriptor(p, "name"); Object.defineProperty(p, "d", { value: at(1), configurable: true }); Object.preventExtensions(p);
console.log(log.join(" "));
console.log(p(at(4)), new p(at(5)).made, p.d, p.call(null, 6), Reflect.ownKeys(p).length > 2);
