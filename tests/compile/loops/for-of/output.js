/* hz:compiled 2 */
hz$g(import.meta.url, [
  "each"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return each;
  }
});
export function each(list, f) {
  var x, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5, hz$6;
  hz$3 = list;
  hz$0 = hz$A(hz$3);
  hz$1 = 0;
  if (hz$0 === null) hz$2 = hz$i(hz$3, "list");
  for(;;){
    if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$each, 1, this, new.target, hz$0, hz$1, hz$2, f);
    if (hz$0 !== null) {
      if (hz$1 >= hz$0.length) break;
      hz$4 = hz$0[hz$1++];
    } else {
      if ((hz$4 = hz$2.n.call(hz$2.o)) === hz$S) return hz$V(0, hz$r1$each, 2, this, new.target, hz$0, hz$1, hz$2, f);
      if (hz$d(hz$2, hz$4)) break;
      hz$4 = hz$4.value;
    }
    try {
      x = hz$4;
      if (f(x) === hz$S) return hz$V(0, hz$r1$each, 3, this, new.target, hz$0, hz$1, hz$2, f);
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
}
function hz$r1$each(hz$frame, hz$in) {
  var { 2: hz$pc, 5: hz$0, 6: hz$1, 7: hz$2, 8: f } = hz$frame, x, hz$3, hz$4, hz$5, hz$6, list;
  for(;;){
    if (hz$pc <= 1) {
      if (hz$pc) hz$pc = 0, hz$o(hz$in);
      else if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$each, 1, 0, 0, hz$0, hz$1, hz$2, f);
    }
    if (hz$pc <= 2) {
      if (!hz$pc && hz$0 !== null) {
        if (hz$1 >= hz$0.length) break;
        hz$4 = hz$0[hz$1++];
      } else {
        if ((hz$4 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : hz$2.n.call(hz$2.o)) === hz$S) return hz$v(0, hz$r1$each, 2, 0, 0, hz$0, hz$1, hz$2, f);
        if (hz$d(hz$2, hz$4)) break;
        hz$4 = hz$4.value;
      }
    }
    try {
      if (!hz$pc) {
        x = hz$4;
      }
      if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : f(x)) === hz$S) return hz$v(0, hz$r1$each, 3, 0, 0, hz$0, hz$1, hz$2, f);
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
}
