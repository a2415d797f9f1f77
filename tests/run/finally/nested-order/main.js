// Nested `finally` blocks run from the inside out, each once, for every way to leave.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function leave(how) {
  const log = [];
  const run = () => {
    for (const turn of [0, 1]) {
      try {
        try {
          try {
            log.push("body" + at(turn));
            if (how === "return") return at("r");
            if (how === "throw") throw at("t");
            if (how === "break") break;
            if (how === "continue") continue;
          } finally { log.push(at("a")); }
        } finally { log.push(at("b")); }
      } finally { log.push(at("c")); }
    }
    return "end";
  };
  let result;
  try { result = run(); } catch (error) { result = "thrown " + error; }
  return how + ": " + log.join(" ") + " -> " + result;
}
for (const how of ["return", "throw", "break", "continue", "nothing"]) console.log(leave(how));
