/* hz:compiled 4 */
hz$g(import.meta.url, [
  "total"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return total;
  }
});
export function total(shapes) {
  var sum, shape, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5, hz$6, hz$7;
  sum = 0;
  hz$4 = shapes;
  hz$0 = hz$A(hz$4);
  hz$1 = 0;
  hz$2 = hz$0 || hz$w(hz$i(hz$4, "shapes").apply(hz$4));
  hz$3 = hz$0 || hz$G(hz$2);
  for(;;){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$total, 1, this, new.target, sum, hz$0, hz$1, hz$2, hz$3);
    if (hz$0 !== null) {
      if (hz$1 >= hz$0.length) break;
      hz$5 = hz$0[hz$1++];
    } else {
      if ((hz$5 = hz$3.apply(hz$2)) === hz$S) return hz$V(0, hz$r1$total, 2, this, new.target, sum, hz$0, hz$1, hz$2, hz$3);
      if (hz$d(hz$5).done) break;
      hz$5 = hz$5.value;
    }
    try {
      shape = hz$5;
      if ((hz$7 = shape.area()) === hz$S) return hz$V(0, hz$r1$total, 3, this, new.target, sum, hz$0, hz$1, hz$2, hz$3);
      sum = sum + hz$7;
    } catch (hz$caught) {
      hz$6 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$6;
    }
  }
  return sum;
}
function hz$r1$total(hz$frame, hz$in) {
  var { 2: hz$pc, 5: sum, 6: hz$0, 7: hz$1, 8: hz$2, 9: hz$3 } = hz$frame, shape, hz$4, hz$5, hz$6, hz$7, shapes;
  for(;;){
    if (hz$pc <= 1) {
      if (hz$pc) hz$pc = 0, hz$o(hz$in);
      else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$total, 1, 0, 0, sum, hz$0, hz$1, hz$2, hz$3);
    }
    if (hz$pc <= 2) {
      if (!hz$pc && hz$0 !== null) {
        if (hz$1 >= hz$0.length) break;
        hz$5 = hz$0[hz$1++];
      } else {
        if ((hz$5 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : hz$3.apply(hz$2)) === hz$S) return hz$v(0, hz$r1$total, 2, 0, 0, sum, hz$0, hz$1, hz$2, hz$3);
        if (hz$d(hz$5).done) break;
        hz$5 = hz$5.value;
      }
    }
    try {
      if (!hz$pc) {
        shape = hz$5;
      }
      if ((hz$7 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : shape.area()) === hz$S) return hz$v(0, hz$r1$total, 3, 0, 0, sum, hz$0, hz$1, hz$2, hz$3);
      sum = sum + hz$7;
    } catch (hz$caught) {
      hz$6 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$6;
    }
  }
  return sum;
}
