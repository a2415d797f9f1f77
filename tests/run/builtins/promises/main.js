// Executors, reactions and `finally` with yield points: values, errors, order of jobs, subclasses.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const p = new Promise((resolve, reject) => { log.push("executor"); resolve(at(1)); reject(at(2)); at(3); throw new Error("too late"); });
log.push("after");
const track = (label, promise) => promise.then((value) => log.push(`${label} ${value}`), (error) => log.push(`${label} failed ${error}`));
track("p", p); track("thrown", new Promise(() => { throw at("x"); })); track("finally", p.finally(() => at(9))); track("finally throws", p.finally(() => { throw at("y"); }));
track("catch", Promise.reject(1).catch((e) => at(e) + 1)); track("passes", Promise.resolve(5).then(1, undefined)); track("chain", p.then((v) => at(v) + 1).then((v) => Promise.resolve(at(v) + 1)));
track("thenable", Promise.resolve({ then(resolve) { resolve(at(7)); } })); track("all", Promise.all([at(1), new Promise((r) => r(at(2)))]).then(String));
class Later extends Promise { constructor(executor) { super(executor); this.mine = true; } }
const later = new Later((r) => r(at(4))); track("later", later); console.log(later.mine, later.then(at) instanceof Later, later.finally(at) instanceof Later, Later.resolve(1).mine);
class Bare extends Promise {} track("bare", new Bare((r) => r(at(6))));
const Alias = Promise; track("alias", new Alias((r) => r(at(8)))); track("reflect", Reflect.construct(Promise, [(r) => r(at(10))]));
for (const f of [() => new Promise(), () => new Promise(1), () => Promise(at), () => new Promise({}), () => new (class extends Promise { constructor() { super(1); } })()]) try { f(); } catch (error) { console.log(`${error}`); }
console.log(p.constructor === Promise, Promise.prototype.constructor === Promise, Object.getPrototypeOf(later) === Later.prototype);
await null; await null; await null; await null; await null; await null; await null; await null; await null;
console.log(log.join("\n"));
