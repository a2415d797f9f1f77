// A chain of a thousand calls and an expression nested two hundred deep.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
class N { n = 0; up() { this.n += at(1); return this; } }
console.log(new Function("o", "return o" + ".up()".repeat(1000) + ".n")(new N()));
console.log(new Function("at", "return " + "at(1 + ".repeat(200) + "0" + ")".repeat(200))(at));
console.log(new Function("at", "return " + Array.from({ length: 500 }, (_, i) => `at(${i})`).join(" + "))(at));
