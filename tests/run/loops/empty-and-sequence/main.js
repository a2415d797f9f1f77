// Loops with no body, heads that are sequences, several variables.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let i = 0;
while (at(i++) < 3);
console.log(i);
for (var a = at(1), b = at(10); at(a < b); a *= 2, b -= at(1)) ;
console.log(a, b);
for (;;) { if (at(--i) < 0) break; }
console.log(i);
