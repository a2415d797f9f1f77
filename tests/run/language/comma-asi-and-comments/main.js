// Semicolons that are not there, comments and line ends in odd places.
const at = (x) => { let turns = 2; while (--turns) {} return x; }
let a = at(1)
let b = a
++b
const f = () => {
  return /* nothing
  */ at(1)
}
console.log(a, b, f())
;[1, 2].forEach((x) => at(x))
const g = function () { return }, h = /* before */ at /* between */ ( /* in */ 5 /* after */ ) // end
console.log(g(), h)
do at(0); while (false) console.log("after do")
for (var i = 0, j = at(3); i < j; i++) ;
if (i) ; else console.log("never")
console.log(i); { } ; ; label: ; /=/g.test("=") && console.log(at("regexp"), 6 /2/ 3, a
  .toString())
