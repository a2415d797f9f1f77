// The program's own exit code, and `exit` inside a callback.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
process.exitCode = 5; setTimeout(() => { console.log(at("timer")); [1].forEach((x) => process.exit(at(3))); console.log("never"); }, 1); console.log("end of main");
