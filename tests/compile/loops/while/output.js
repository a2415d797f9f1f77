/* hz:compiled 1 */
hz$g(import.meta.url, [
  "spin"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return spin;
  }
});
export function spin(flag) {
  while(!flag.set){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$spin, 1, this, new.target, flag);
  }
  return flag;
}
function hz$r1$spin(hz$frame, hz$value, hz$failed) {
  "use strict";
  var flag, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      flag = hz$frame[5];
      break;
  }
  while(hz$pc !== 0 || !flag.set){
    if (hz$pc === 0) {
      if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$spin, 1, hz$this, hz$target, flag);
    } else {
      hz$pc = 0;
      if (hz$failed) throw hz$value;
    }
  }
  return flag;
}
