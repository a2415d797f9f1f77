/* hz:compiled 4 */
hz$g(import.meta.url, [
  "spin"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return spin;
  }
});
export function spin(flag) {
  for(; !flag.set;){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$spin, 1, this, new.target, flag);
  }
  return flag;
}
function hz$r1$spin(hz$frame, hz$in) {
  var { 2: hz$pc, 5: flag } = hz$frame;
  for(; hz$pc || !flag.set;){
    if (hz$pc) hz$pc = 0, hz$o(hz$in);
    else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$spin, 1, 0, 0, flag);
  }
  return flag;
}
