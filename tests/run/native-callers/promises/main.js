// Promise combinators call constructors, resolve functions and thenables of the program.
const at = (x) => { let n = 2; while (--n) {} return x; };
class C { constructor(f) { f(at((v) => { at(0); this.v = v; }), (e) => { at(0); this.e = e; }); } static resolve(x) { return at({ then(a, b) { at(0); a(x); } }); } }
for (const k of ["all", "race", "allSettled", "any"]) { const p = Promise[k].call(C, [1, 2]); console.log(k, JSON.stringify(p)); }
class P2 extends Promise { static resolve(x) { at(0); return super.resolve(x); } then(a, b) { at(0); return super.then(a, b); } }
console.log(await P2.all([1, P2.resolve(2)]), await P2.race([3]), await P2.any([4]), JSON.stringify(await P2.allSettled([5])));
console.log(await Promise.all([{ then(f) { at(0); f(7); } }]));
const { promise, resolve } = Promise.withResolvers.call(P2); resolve(1); console.log(await promise);
console.log(await Promise.reject.call(P2, 1).catch((e) => at(e)), await Promise.resolve.call(P2, 2));
console.log(await P2.resolve(1).finally(() => at(2)));
