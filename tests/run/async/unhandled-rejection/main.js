// A rejection that nobody handles ends the program with code 1, after what ran before it.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log(at("before"));
Promise.reject(new Error(at("nobody looks"))).catch(() => {}).then(() => { throw new Error("unhandled"); });
setTimeout(() => console.log("too late"), 200);
