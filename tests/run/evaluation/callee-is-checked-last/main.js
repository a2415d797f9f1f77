// A callee is looked up first and checked last, behind all arguments; and its own `call` is nobody's business.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
const told = (run) => { try { run(); } catch (error) { log.push(error.name); } console.log(log.splice(0).join(" ")); };
const note = (x) => { log.push(at(x)); return x; };
const list = { *[Symbol.iterator]() { yield note("one"); yield note("two"); } };
const o = { get m() { note("get"); return 1; } };
told(() => o.m(note("first"), ...list));
told(() => o.none(note("first"), ...list));
told(() => o[note("key")](...list, { get a() { return note("literal"); } }.a));
told(() => (0)?.m(...list));
function f() { return at("called " + (this === holder)); }
f.call = () => "its own";
const holder = { f };
console.log(holder.f(at(1)), holder.f?.(at(1)), holder?.f(at(1)));
Object.setPrototypeOf(f, null);
console.log(holder.f(at(1)), holder.f?.(at(1)));
