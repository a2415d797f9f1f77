// A million tail calls in a small heap and a small stack: a captured tail call leaves no frame.
import { go } from "hz";

let turns = 0;
const even = (n) => (n === 0 ? "even" : odd(n - 1));
const odd = (n) => { turns++; if (n === 0) return "odd"; return even(n - 1); };
const own = (n, sum) => n === 0 ? sum : own(n - 1, sum ^ n);
console.log(go.local(even, 1_000_001).join(), turns, own(1_000_000, 0));
