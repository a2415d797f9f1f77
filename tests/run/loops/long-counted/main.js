// A long counted loop gives the same sum, whatever its bound is made of.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let sum = 0;
for (let i = 0; i < 20000; i++) sum += i & 7;
console.log(sum);
let bound = { valueOf() { return this.n--; }, n: 20 };
let turns = 0;
for (let i = 0; i < bound; i++) turns += at(1);
console.log(turns, bound.n);
const list = [1, 2, 3];
for (let i = 0; i < list.length; i++) { if (at(list.length) < 6) list.push(i); }
console.log(list.join());
let down = "";
for (let i = 5; i--; ) down += at(i);
console.log(down);
for (let x = 0; x < NaN; x++) console.log("never");
for (let x = 0n; x < 3n; x++) down += x;
console.log(down);
