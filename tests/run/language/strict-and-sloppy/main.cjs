// What differs between the modes stays different.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function sloppy() { at(0); undeclared = at(1); const frozen = Object.freeze({ a: 1 }); frozen.a = at(2); delete frozen.a; const octal = 010; return [typeof undeclared, frozen.a, octal, delete globalThis.undeclared, (function () { return typeof this; })()].join(); }
function strict() { "use strict"; at(0); const r = []; for (const f of [() => { undeclaredToo = at(1); }, () => { Object.freeze({ a: 1 }).a = at(2); }, () => delete Object.freeze({ a: 1 }).a, () => { (function () { return arguments.callee; })(); }]) { try { f(); r.push("no"); } catch (e) { r.push(e.name); } } return r.join(); }
console.log(sloppy(), strict()); function dup(a, a) { at(0); return a; } console.log(dup(1, 2)); var await = at(1), yield_ = 2, let_ = 3; console.log(await);
