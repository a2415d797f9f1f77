// Expressions in the pattern of a `catch` do not see what its block declares.
const at = (x) => { let n = 2; while (--n) {} return x; };
const x = "outside";
let inPattern, inKey, inBlock;
try { throw at([]); } catch ([value = inPattern = () => at(x)]) { inBlock = () => at(x); let x = "inside"; at(value); }
console.log(inPattern(), inBlock());
const f = () => {
  try { throw at({ outside: 1 }); } catch ({ [at(x)]: found, other = (() => at(x))() }) { const x = at("block"); return [found, other, x]; }
};
console.log(f());
try { throw { a: 1 }; } catch ({ a, b = a + at(1) }) { { let a = 5; at(a); } var c = a; function inside() { return at(b); } console.log(a, b, c, inside()); }
