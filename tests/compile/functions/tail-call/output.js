/* hz:compiled 1 */
hz$g(import.meta.url, [
  "outer"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return outer;
  }
});
export function outer(x) {
  if (hz$P[0] && hz$y()) return hz$V(0, hz$r1$outer, 1, this, new.target, x);
  return inner(x + 1);
}
function hz$r1$outer(hz$frame, hz$in) {
  "use strict";
  var { 2: hz$pc, 5: x } = hz$frame;
  hz$pc = 0, hz$o(hz$in);
  return inner(x + 1);
}
