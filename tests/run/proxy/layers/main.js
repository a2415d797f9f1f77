// A proxy around a proxy: a trap that is not there is not there, so that the inner one is asked exactly what the language says.
const at = (x) => { let n = 2; while (--n) {} return x; };
const log = [];
const told = (value) => `${String(value)}: ${log.splice(0).join(" ")}`;
const inner = new Proxy({ a: 1, f() { return at(2); } }, Object.fromEntries(Reflect.ownKeys(Reflect).filter((name) => typeof name === "string").map((name) => [name, (...args) => { log.push(name); return at(Reflect[name](...args)); }])));
const handler = {};
const outer = new Proxy(inner, handler);

console.log(told(outer.a), told("a" in outer), told(outer.f()), told((outer.b = 1)), told(delete outer.b));
console.log(told(Object.keys(outer)), told(Object.getPrototypeOf(outer) === Object.prototype), told(Object.isExtensible(outer)));
handler.get = (target, key) => { log.push("outer"); return at(target[key]); };
console.log(told(outer.a));
handler.get = (target, key) => { log.push("other"); return at(key); };
console.log(told(outer.b));
handler.get = null;
console.log(told(outer.a));
for (const wrong of [1, {}, "text", Symbol("s"), true]) {
  handler.get = wrong;
  try { console.log(outer.a); } catch (error) { console.log(`${error}`); }
}
delete handler.get;
Object.setPrototypeOf(handler, { get has() { log.push("get has"); return (target, key) => at(key === "x"); } });
console.log(told("x" in outer), told("y" in outer));

const { proxy, revoke } = Proxy.revocable({}, { get() { revoke(); return at(undefined); } });
console.log(proxy.a);
try { console.log(proxy.a); } catch (error) { console.log(`${error}`); }
const late = Proxy.revocable({}, { get() { late.revoke(); } });
console.log(Object.prototype.toString.call(new Proxy(late.proxy, {})));
