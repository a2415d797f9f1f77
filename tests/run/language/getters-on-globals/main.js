// Global variables by every road: properties of globalThis, typeof, accessors, shadowing built-ins.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
Object.defineProperty(globalThis, "counter", { configurable: true, get() { at(0); return ++this.n; } }); globalThis.n = 0; console.log(counter + counter, typeof counter, typeof nothing, n); globalThis.late = at("late"); console.log(late);
{ const Array = at(1), undefined = 2, Object = { keys: () => at("mine") }; console.log(Array, undefined, Object.keys()); } console.log([at(1)].constructor === Array); const saved = Math.max; Math.max = (...a) => at("patched"); console.log(Math.max(1, 2)); Math.max = saved; console.log(Math.max(at(1), 2));
