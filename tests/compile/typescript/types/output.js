/* hz:compiled 1 */
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
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$total, 1, this, new.target, sum, shapes, hz$2);
  hz$3 = shapes;
  hz$0 = hz$A(hz$3);
  hz$1 = 0;
  if (hz$0 === null) hz$2 = hz$i(hz$3, "shapes");
  for(;;){
    if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$total, 2, this, new.target, sum, hz$0, hz$1, hz$2);
    if (hz$0 !== null) {
      if (hz$1 >= hz$0.length) break;
      hz$4 = hz$0[hz$1++];
    } else {
      hz$4 = hz$2.n.call(hz$2.o);
      if (hz$4 === hz$S) return hz$v(null, hz$r1$total, 3, this, new.target, sum, hz$0, hz$1, hz$2);
      if (hz$d(hz$2, hz$4)) break;
      hz$4 = hz$4.value;
    }
    try {
      shape = hz$4;
      hz$6 = sum;
      hz$7 = shape.area();
      if (hz$7 === hz$S) return hz$v(null, hz$r1$total, 4, this, new.target, hz$0, hz$1, hz$2, hz$6);
      sum = hz$6 + hz$7;
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
  return sum;
}
function hz$r1$total(hz$frame, hz$value, hz$failed) {
  "use strict";
  var sum, shape, hz$0, hz$1, hz$2, hz$3, hz$4, hz$5, hz$6, hz$7, shapes, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      sum = hz$frame[5];
      shapes = hz$frame[6];
      hz$2 = hz$frame[7];
      break;
    case 2:
    case 3:
      sum = hz$frame[5];
      hz$0 = hz$frame[6];
      hz$1 = hz$frame[7];
      hz$2 = hz$frame[8];
      break;
    case 4:
      hz$0 = hz$frame[5];
      hz$1 = hz$frame[6];
      hz$2 = hz$frame[7];
      hz$6 = hz$frame[8];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$3 = shapes;
    hz$0 = hz$A(hz$3);
    hz$1 = 0;
    if (hz$0 === null) hz$2 = hz$i(hz$3, "shapes");
  }
  for(;;){
    if (hz$pc === 0) {
      if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$total, 2, hz$this, hz$target, sum, hz$0, hz$1, hz$2);
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
          if (hz$4 === hz$S) return hz$v(null, hz$r1$total, 3, hz$this, hz$target, sum, hz$0, hz$1, hz$2);
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
        shape = hz$4;
        hz$6 = sum;
      }
      if (hz$pc === 0) {
        hz$7 = shape.area();
        if (hz$7 === hz$S) return hz$v(null, hz$r1$total, 4, hz$this, hz$target, hz$0, hz$1, hz$2, hz$6);
      } else {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
        hz$7 = hz$value;
      }
      sum = hz$6 + hz$7;
    } catch (hz$caught) {
      hz$5 = hz$caught;
      if (hz$0 === null) hz$e(hz$2, true);
      throw hz$5;
    }
  }
  return sum;
}
