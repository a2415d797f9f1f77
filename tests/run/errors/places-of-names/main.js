// A name that does not exist is blamed on a line of the program, in each form of statement that the compiler rewrites. The engine names
// the statement, so columns may differ from what it says of the program as written.
const at = (x) => { let turns = 2; while (--turns) {} return x; };

function returned() {
  at(1);
  return missing();
}
function assigned() {
  at(1);
  const value = missing();
  return value;
}
function argument() {
  at(1);
  at(missing);
  return 0;
}
function tested() {
  at(1);
  if (at(missing)) return 1;
  return 0;
}
function looped() {
  for (let i = 0; i < 2; i++) {
    at(i);
    missing(i);
  }
}
function thrown() {
  at(1);
  throw missing(2);
}
function built() {
  at(1);
  return new Missing();
}
async function awaited() {
  await at(1);
  return missing();
}
function* generated() {
  yield at(1);
  yield missing();
}

const line = (error) => `${error.name} ${error.message} ${error.stack.match(/main\.js:(\d+)/)[1]}`;
for (const f of [returned, assigned, argument, tested, looped, thrown, built]) {
  try { f(); } catch (error) { console.log(f.name, line(error)); }
}
try { await awaited(); } catch (error) { console.log("awaited", line(error)); }
try { [...generated()]; } catch (error) { console.log("generated", line(error)); }
