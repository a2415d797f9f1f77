// Timers run by time, then by age; jobs run between them; intervals stop when told.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const log = [];
await new Promise((done) => {
  let left = 2; const end = () => { if (--left === 0) done(); };
  setTimeout(() => { log.push("200"); at(0); end(); }, 200); setTimeout((a, b) => { log.push("0" + at(a) + b); Promise.resolve().then(() => log.push("job")); }, 0, "x", "y"); setTimeout(() => log.push("0b"), 0); const gone = setTimeout(() => log.push("never"), 1); clearTimeout(gone);
  let n = 0; const tick = setInterval(() => { log.push("i" + at(n)); if (++n === 3) { clearInterval(tick); end(); } }, 3); clearTimeout(undefined); clearInterval(12345);
});
console.log(log.filter((x) => x[0] !== "i").join(" "), log.filter((x) => x[0] === "i").join(" "));
