// The very object that is thrown arrives, through any number of frames and rethrows.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
const token = { name: "token" };
function deep(n) {
  if (n === 0) throw token;
  try { at(n); return deep(n - 1); } catch (e) { at(e); throw e; } finally { at(n); }
}
try { deep(20); } catch (e) { console.log(e === token); }
