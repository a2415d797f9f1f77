/* hz:compiled 1 */
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
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$each, 1, this, new.target, list, hz$2, f);
  hz$3 = list;
  hz$0 = hz$A(hz$3);
  hz$1 = 0;
  if (hz$0 === null) hz$2 = hz$i(hz$3, "list");
  for(;;){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$each, 2, this, new.target, hz$0, hz$1, hz$2, f);
    if (hz$0 !== null) {
      if (hz$1 >= hz$0.length) break;
      hz$4 = hz$0[hz$1++];
    } else {
      hz$4 = hz$2.n.call(hz$2.o);
      if (hz$4 === hz$S) return hz$v(null, hz$r1$each, 3, this, new.target, hz$0, hz$1, hz$2, f);
      if (hz$d(hz$2, hz$4)) break;
      hz$4 = hz$4.value;
    }
    try {
      x = hz$4;
      hz$6 = f(x);
      if (hz$6 === hz$S) return hz$v(null, hz$r1$each, 4, this, new.target, hz$0, hz$1, hz$2, f);
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
}
function hz$r1$each(hz$frame, hz$value, hz$failed) {
  "use strict";
  var x, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5, hz$6, list, f, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      list = hz$frame[5];
      hz$2 = hz$frame[6];
      f = hz$frame[7];
      break;
    case 2:
    case 3:
    case 4:
      hz$0 = hz$frame[5];
      hz$1 = hz$frame[6];
      hz$2 = hz$frame[7];
      f = hz$frame[8];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$3 = list;
    hz$0 = hz$A(hz$3);
    hz$1 = 0;
    if (hz$0 === null) hz$2 = hz$i(hz$3, "list");
  }
  for(;;){
    if (hz$pc === 0) {
      if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$each, 2, hz$this, hz$target, hz$0, hz$1, hz$2, f);
    } else if (hz$pc === 2) {
      hz$pc = 0;
      if (hz$failed) throw hz$value;
    }
    if (hz$pc <= 3) {
      if (hz$pc === 0 && hz$0 !== null) {
        if (hz$1 >= hz$0.length) break;
        hz$4 = hz$0[hz$1++];
      } else {
        if (hz$pc === 0) {
          hz$4 = hz$2.n.call(hz$2.o);
          if (hz$4 === hz$S) return hz$v(null, hz$r1$each, 3, hz$this, hz$target, hz$0, hz$1, hz$2, f);
        } else {
          hz$pc = 0;
          if (hz$failed) throw hz$value;
          hz$4 = hz$value;
        }
        if (hz$d(hz$2, hz$4)) break;
        hz$4 = hz$4.value;
      }
    }
    try {
      if (hz$pc === 0) {
        x = hz$4;
      }
      if (hz$pc === 0) {
        hz$6 = f(x);
        if (hz$6 === hz$S) return hz$v(null, hz$r1$each, 4, hz$this, hz$target, hz$0, hz$1, hz$2, f);
      } else {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
        hz$6 = hz$value;
      }
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
}
