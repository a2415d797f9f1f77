// Setters under indices of Array.prototype are the program's business: what suspends, throws and waits does not call them.
const at = (x) => { let n = 2; while (--n) {} return x; };
const thrower = () => { at(0); throw new TypeError(at("thrown")); };
let calls = 0;
const set = () => { calls++; };
for (const index of ["0", "1"]) Object.defineProperty(Array.prototype, index, { configurable: true, get: () => undefined, set });
let message = "none", converted = 0;
const through = (f, depth) => (depth === 0 ? f() : at(through(f, depth - 1)));
try { through(thrower, 5); } catch (error) { message = error.message; }
try { converted = +{ valueOf() { return through(() => at(4), 3); } }; } finally { at(0); }
for (const index of ["0", "1"]) delete Array.prototype[index];
console.log(message, converted, calls);
