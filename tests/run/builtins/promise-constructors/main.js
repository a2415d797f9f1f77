// Promise.all and its kin with constructors of the program's: what they read, how often, and the functions that they pass on.
const at = (x) => { let n = 2; while (--n) {} return x; };
function Constructor(executor) { executor(at(resolved), rejected); }
function resolved(value) { console.log("resolved", at(value)); }
function rejected() {}
Constructor.resolve = (item) => at(item);
const seen = [];
const thenable = (name) => ({ then(onFulfilled, onRejected) { seen.push(name, onRejected === rejected); onFulfilled(at(name)); } });
for (const name of ["all", "allSettled", "any", "race"]) {
  seen.length = 0;
  try { Promise[name].call(Constructor, [thenable("a"), thenable("b")]); } catch (error) { console.log(name, error.name); }
  console.log(name, seen.join());
}
const { resolve } = Promise;
let reads = 0;
Object.defineProperty(Promise, "resolve", { configurable: true, get() { reads++; return at(resolve); } });
console.log(await Promise.all([1, 2]), reads, await Promise.race([at(3)]), reads, await Promise.all([]), reads);
Object.defineProperty(Promise, "resolve", { configurable: true, get() { throw at(new Error("no resolve")); } });
for (const name of ["all", "allSettled", "any", "race"]) await Promise[name]([1]).catch((error) => console.log(name, error.message));
