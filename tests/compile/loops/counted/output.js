/* hz:compiled 4 */
hz$g(import.meta.url, [
  "sums"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return sums;
  }
});
export function sums(list) {
  var sum, i, hz$i$1, hz$0;
  sum = 0;
  i = 0;
  hz$L1: for(;;){
    hz$0 = i + 1024;
    do {
      if (!(i < list.length)) break hz$L1;
      sum += list[i];
      i++;
    }while (i < hz$0)
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$sums, 1, this, new.target, sum, list, 0, i);
  }
  hz$i$1 = 0;
  for(; hz$i$1 < list.length; hz$i$1++){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$sums, 2, this, new.target, sum, list, hz$i$1);
    if ((hz$0 = weigh(list[hz$i$1])) === hz$S) return hz$V(0, hz$r1$sums, 3, this, new.target, sum, list, hz$i$1);
    sum = sum + hz$0;
  }
  return sum;
}
function hz$r1$sums(hz$frame, hz$in) {
  var { 2: hz$pc, 5: sum, 6: list, 7: hz$i$1, 8: i } = hz$frame, hz$0;
  if (hz$pc <= 1) {
    hz$L1: for(;;){
      if (!hz$pc) {
        hz$0 = i + 1024;
        do {
          if (!(i < list.length)) break hz$L1;
          sum += list[i];
          i++;
        }while (i < hz$0)
      }
      if (hz$pc) hz$pc = 0, hz$o(hz$in);
      else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$sums, 1, 0, 0, sum, list, 0, i);
    }
    hz$i$1 = 0;
  }
  for(; hz$pc || hz$i$1 < list.length; hz$i$1++){
    if (hz$pc <= 2) {
      if (hz$pc) hz$pc = 0, hz$o(hz$in);
      else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$sums, 2, 0, 0, sum, list, hz$i$1);
    }
    if ((hz$0 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : weigh(list[hz$i$1])) === hz$S) return hz$v(0, hz$r1$sums, 3, 0, 0, sum, list, hz$i$1);
    sum = sum + hz$0;
  }
  return sum;
}
