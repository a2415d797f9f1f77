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
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$outer, 1, this, new.target, x);
  return inner(x + 1);
}
function hz$r1$outer(hz$frame, hz$value, hz$failed) {
  "use strict";
  var x, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      x = hz$frame[5];
      break;
  }
  hz$pc = 0;
  if (hz$failed) throw hz$value;
  return inner(x + 1);
}
