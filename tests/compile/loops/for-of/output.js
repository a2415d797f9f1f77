/* hz:compiled 4 */
hz$g(import.meta.url, [
  "each"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return each;
  }
});
export function each(list, f) {
  var x, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5, hz$6, hz$7;
  hz$4 = list;
  hz$0 = hz$A(hz$4);
  hz$1 = 0;
  hz$2 = hz$0 || hz$w(hz$i(hz$4, "list").apply(hz$4));
  hz$3 = hz$0 || hz$G(hz$2);
  for(;;){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$each, 1, this, new.target, hz$0, hz$1, hz$2, hz$3, f);
    if (hz$0 !== null) {
      if (hz$1 >= hz$0.length) break;
      hz$5 = hz$0[hz$1++];
    } else {
      if ((hz$5 = hz$3.apply(hz$2)) === hz$S) return hz$V(0, hz$r1$each, 2, this, new.target, hz$0, hz$1, hz$2, hz$3, f);
      if (hz$d(hz$5).done) break;
      hz$5 = hz$5.value;
    }
    try {
      x = hz$5;
      if (f(x) === hz$S) return hz$V(0, hz$r1$each, 3, this, new.target, hz$0, hz$1, hz$2, hz$3, f);
    } catch (hz$caught) {
      hz$6 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$6;
    }
  }
}
function hz$r1$each(hz$frame, hz$in) {
  var { 2: hz$pc, 5: hz$0, 6: hz$1, 7: hz$2, 8: hz$3, 9: f } = hz$frame, x, hz$4, hz$5, hz$6, hz$7, list;
  for(;;){
    if (hz$pc <= 1) {
      if (hz$pc) hz$pc = 0, hz$o(hz$in);
      else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$each, 1, 0, 0, hz$0, hz$1, hz$2, hz$3, f);
    }
    if (hz$pc <= 2) {
      if (!hz$pc && hz$0 !== null) {
        if (hz$1 >= hz$0.length) break;
        hz$5 = hz$0[hz$1++];
      } else {
        if ((hz$5 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : hz$3.apply(hz$2)) === hz$S) return hz$v(0, hz$r1$each, 2, 0, 0, hz$0, hz$1, hz$2, hz$3, f);
        if (hz$d(hz$5).done) break;
        hz$5 = hz$5.value;
      }
    }
    try {
      if (!hz$pc) {
        x = hz$5;
      }
      if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : f(x)) === hz$S) return hz$v(0, hz$r1$each, 3, 0, 0, hz$0, hz$1, hz$2, hz$3, f);
    } catch (hz$caught) {
      hz$6 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$6;
    }
  }
}
