/* hz:compiled 1 */
hz$g(import.meta.url, [
  "sums"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return sums;
  }
});
export function sums(list) {
  var sum, i, hz$i$1, hz$0, hz$1;
  sum = 0;
  i = 0;
  for(; i < list.length; i++){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$sums, 1, this, new.target, sum, i, list);
    sum += list[i];
  }
  hz$i$1 = 0;
  for(; hz$i$1 < list.length; hz$i$1++){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$sums, 2, this, new.target, sum, list, hz$i$1);
    hz$0 = sum;
    hz$1 = weigh(list[hz$i$1]);
    if (hz$1 === hz$S) return hz$v(null, hz$r1$sums, 3, this, new.target, list, hz$i$1, hz$0);
    sum = hz$0 + hz$1;
  }
  return sum;
}
function hz$r1$sums(hz$frame, hz$value, hz$failed) {
  "use strict";
  var sum, i, hz$i$1, hz$0, hz$1, list, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      sum = hz$frame[5];
      i = hz$frame[6];
      list = hz$frame[7];
      break;
    case 2:
      sum = hz$frame[5];
      list = hz$frame[6];
      hz$i$1 = hz$frame[7];
      break;
    case 3:
      list = hz$frame[5];
      hz$i$1 = hz$frame[6];
      hz$0 = hz$frame[7];
      break;
  }
  if (hz$pc <= 1) {
    for(; hz$pc !== 0 || i < list.length; i++){
      if (hz$pc === 0) {
        if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$sums, 1, hz$this, hz$target, sum, i, list);
      } else {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
      }
      sum += list[i];
    }
  }
  if (hz$pc === 0) {
    hz$i$1 = 0;
  }
  for(; hz$pc !== 0 || hz$i$1 < list.length; hz$i$1++){
    if (hz$pc === 0) {
      if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$sums, 2, hz$this, hz$target, sum, list, hz$i$1);
    } else if (hz$pc === 2) {
      hz$pc = 0;
      if (hz$failed) throw hz$value;
    }
    if (hz$pc === 0) {
      hz$0 = sum;
    }
    if (hz$pc === 0) {
      hz$1 = weigh(list[hz$i$1]);
      if (hz$1 === hz$S) return hz$v(null, hz$r1$sums, 3, hz$this, hz$target, list, hz$i$1, hz$0);
    } else {
      hz$pc = 0;
      if (hz$failed) throw hz$value;
      hz$1 = hz$value;
    }
    sum = hz$0 + hz$1;
  }
  return sum;
}
