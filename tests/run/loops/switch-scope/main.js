// The cases of a switch share one scope, with the temporal dead zone of its `let`s.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f(v) {
  switch (at(v)) {
    case 0: let x = at("zero"); return x;
    case 1: try { return x; } catch (e) { return e.name + at(""); }
    case 2: x; 
    default: { const x = at("own"); return x; }
  }
}
console.log(f(0), f(1), f(3));
try { f(2); } catch (e) { console.log(e.name); }
