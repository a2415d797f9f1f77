// A recording membrane around an object graph; calls through it keep `this` and arguments.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const wrap = (v, path) => (v !== null && (typeof v === "object" || typeof v === "function") ? new Proxy(v, { get(t, k, r) { log.push(path + "." + String(k)); return wrap(at(Reflect.get(t, k, r)), path + "." + String(k)); }, apply(t, self, args) { log.push(path + "()"); return wrap(at(Reflect.apply(t, self, args.map((x) => at(x)))), path + "()"); } }) : at(v));
const o = wrap({ list: [1, 2], f(x) { return { sum: x + this.list.length }; } }, "o");
console.log(o.f(at(5)).sum, o.list[1], log.join(" "));
