// `toString` gives the source text of a function, character for character.
const at = (x) => { let turns = 2; while (--turns) {} return x; };
function f ( a,b ) { /* kept */ return at( a ) +  b ; }
const arrow = ( x )=>at( x );
const o = { m ( ) { return at(1) }, get  g ( ) { return at(2) }, async * ag(){ yield at(3) }, ["c" + 1] (x) { } };
class K { /* body */ m ( ) { at(0) }   static  s(){ } }
console.log(f.toString()); console.log(String(arrow)); console.log(`${o.m}`); console.log(Object.getOwnPropertyDescriptor(o, "g").get.toString()); console.log(o.ag.toString()); console.log(o.c1.toString());
console.log(K.toString()); console.log(K.prototype.m.toString()); console.log(K.s.toString());
console.log(Math.max.toString(), f.bind(null).toString(), [].map.toString());
console.log(new Function("a", "return a").toString());
