// Spread, Array.from, Map, Set, Promise.all and destructuring over iterators that are suspended.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function* g() { yield at(1); yield at(2); yield at(3); }
const own = { [Symbol.iterator]() { let i = 3; return { next: () => ({ done: at(i) === 0, value: i-- }) }; } };
console.log([...g(), ...own].join(), Math.max(...own), Array.from(own).join(), new Set(own).size, [...new Map([...own].map((x) => [x, at(x)])).values()].join(), (await Promise.all(own)).join(), String.fromCharCode(...[...g()].map((x) => at(x) + 64)), Object.fromEntries([...g()].map((x) => ["k" + x, at(x)])).k2, new Uint8Array(g()).join(), ((...a) => a.length)(...g(), at(0), ...own));
try { [...at({})]; } catch (e) { console.log(e.name); } try { Math.max(...at(5)); } catch (e) { console.log(e.name); }
