// Twelve loops inside one another, with a call in each: all of them go on where they were.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
let sum = 0;
for (let a = 0; a < 2; a++) { at(a); for (let b = 0; b < 2; b++) { at(b); for (let c = 0; c < 2; c++) { at(c);
for (let d = 0; d < 2; d++) { at(d); for (let e = 0; e < 2; e++) { at(e); for (let f = 0; f < 2; f++) { at(f);
for (let g = 0; g < 2; g++) { at(g); for (let h = 0; h < 2; h++) { at(h); for (let i = 0; i < 2; i++) {
sum += at(a * 256 + b * 128 + c * 64 + d * 32 + e * 16 + f * 8 + g * 4 + h * 2 + i);
} } } } } } } } }
console.log(sum);
