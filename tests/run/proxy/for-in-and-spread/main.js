// Enumeration, spread, JSON and destructuring of a Proxy.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const p = new Proxy({ a: 1, b: 2, c: 3 }, { ownKeys(t) { log.push("keys"); return at(Reflect.ownKeys(t)); }, getOwnPropertyDescriptor(t, k) { log.push("d" + k); at(0); return k === "b" ? undefined : Reflect.getOwnPropertyDescriptor(t, k); }, get(t, k, r) { at(0); log.push("g" + String(k)); return Reflect.get(t, k, r); } });
console.log(JSON.stringify({ ...p }), log.splice(0).join(" ")); console.log(JSON.stringify(p)); const { a, ...rest } = p; console.log(a, JSON.stringify(rest)); log.length = 0; let s = ""; for (const k in p) s += at(k); console.log(s, log.includes("keys")); console.log(Object.entries(p).join());
