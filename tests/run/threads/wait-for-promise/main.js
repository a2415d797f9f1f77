// `wait` blocks a plain function until a promise settles.
import { go, wait } from "hz";
const later = (v, ms) => new Promise((ok) => setTimeout(ok, ms, v));
const plain = () => wait(later("value", 5)) + "!";
console.log(plain(), wait(1), [1, 2].map((n) => wait(later(n, 1))).join());
try { wait(Promise.reject(new Error("rejected"))); } catch (error) { console.log(error.message); }
console.log(go.local(plain).join());
