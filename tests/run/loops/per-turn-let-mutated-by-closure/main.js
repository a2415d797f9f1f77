// A closure that changes its turn's binding is seen by that turn's test and update.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const bumps = [];
let turnsTaken = 0;
for (let i = 0; at(i) < 10; i++) {
  turnsTaken++;
  const bump = () => { i += 2; at(0); };
  bump();
  bumps.push(() => i);
  at(i);
}
console.log(turnsTaken, bumps.map((get) => get()).join(" "));
