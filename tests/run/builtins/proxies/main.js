// Traps with yield points, one that is changed later, and what a proxy itself must be.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const show = (label, f) => { try { console.log(label, f()); } catch (error) { console.log(label, error.constructor.name); } };
const handler = { get(target, key, receiver) { return at(`${String(key)} ${receiver === p} ${this === handler}`); }, has: (t, key) => at(key === "there"), deleteProperty: (t, key) => at(key !== "kept"), ownKeys: () => at(["x", "y"]), set(t, key, value) { t[key] = at(value); return at(true); } };
const p = new Proxy({}, handler);
show("get", () => p.thing); show("has", () => ["there" in p, "x" in p].join()); show("keys", () => Reflect.ownKeys(p).join()); show("set", () => { p.a = 1; return Reflect.set(p, "b", 2); }); show("delete", () => delete p.x); show("delete", () => { "use strict"; return delete p.kept; });
delete handler.get; show("without trap", () => p.a); handler.get = null; show("null trap", () => p.a); handler.get = 1; show("no function", () => p.a); handler.get = () => at("again"); show("new trap", () => p.a);
const fixed = new Proxy(Object.freeze({ a: 1 }), { get: () => at(2), ownKeys: () => at([]), getPrototypeOf: () => at(null), isExtensible: () => at(true) });
show("invariant", () => fixed.a); show("invariant", () => Object.keys(fixed)); show("invariant", () => Object.getPrototypeOf(fixed)); show("invariant", () => Object.isExtensible(fixed));
const f = new Proxy(function (a) { return at(a) + 1; }, { apply: (target, self, args) => at(target(...args)) * 2, construct: (target, args, newTarget) => ({ made: at(args[0]), same: newTarget === f }) });
show("call", () => f(1)); show("construct", () => JSON.stringify(new f(3))); show("plain construct", () => new (new Proxy(class { constructor(x) { this.x = at(x); } }, {}))(4).x);
const { proxy, revoke } = Proxy.revocable({ a: at(1) }, {}); show("revocable", () => proxy.a); revoke(); show("revoked", () => proxy.a);
show("bad", () => new Proxy(1, {})); show("bad", () => new Proxy({}, 1)); show("bad", () => Proxy({}, {}));
console.log(Proxy.name, Proxy.length, "prototype" in Proxy, Proxy.revocable.length, Array.isArray(new Proxy([], {})), typeof new Proxy(at, {}));
const through = new Proxy({}, new Proxy({}, { get: (t, trap) => { show("asked for", () => trap); return undefined; } })); through.x; "x" in through;
