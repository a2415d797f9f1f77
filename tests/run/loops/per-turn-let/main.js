// Each turn of a `for (let …)` has its own binding; closures made in the head, test and update see the right one.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const inInit = [], inTest = [], inUpdate = [], inBody = [];
for (
  let i = (inInit.push(() => i), at(0));
  inTest.push(() => i), at(i) < 3;
  inUpdate.push(() => i), at(i++)
) {
  inBody.push(() => i);
  if (at(i) === 1) i += 0.5;
}
const read = (list) => list.map((get) => get()).join(" ");
console.log(read(inInit), "|", read(inTest), "|", read(inUpdate), "|", read(inBody));
