/* hz:compiled 1 */
hz$g(import.meta.url, [
  "total"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return total;
  }
});
export function total(list) {
  var s, hz$0;
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$total, 1, this, new.target, list);
  s = price(list[0]);
  if (s === hz$S) return hz$v(null, hz$r1$total, 2, this, new.target);
  hz$0 = tax(s);
  if (hz$0 === hz$S) return hz$v(null, hz$r1$total, 3, this, new.target, s);
  return s + hz$0;
}
function hz$r1$total(hz$frame, hz$value, hz$failed) {
  "use strict";
  var s, hz$0, list, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      list = hz$frame[5];
      break;
    case 3:
      s = hz$frame[5];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    s = price(list[0]);
    if (s === hz$S) return hz$v(null, hz$r1$total, 2, hz$this, hz$target);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    s = hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = tax(s);
    if (hz$0 === hz$S) return hz$v(null, hz$r1$total, 3, hz$this, hz$target, s);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  return s + hz$0;
}
