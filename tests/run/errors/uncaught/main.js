// An exception that nobody catches ends the program with code 1; what was printed stays.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
console.log("printed"); process.on?.("exit", (code) => console.log("exit", code)); setTimeout(() => console.log("never"), 50); function fail() { throw new Error(at("nobody")); } fail();
