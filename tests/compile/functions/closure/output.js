/* hz:compiled 1 */
hz$g(import.meta.url, [
  "counter"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return counter;
  }
});
export function counter(start) {
  var hz$n1, up, hz$0;
  hz$n1 = {
    v: void 0
  };
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r2$counter, 1, this, new.target, hz$n1, start);
  hz$0 = start();
  if (hz$0 === hz$S) return hz$v(null, hz$r2$counter, 2, this, new.target, hz$n1);
  hz$n1.v = hz$0;
  up = hz$m1(hz$n1);
  hz$0 = up();
  if (hz$0 === hz$S) return hz$v(null, hz$r2$counter, 3, this, new.target, hz$n1, up);
  return [
    up,
    hz$n1.v
  ];
}
function hz$r1$up(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$1, hz$n1, hz$pc = hz$frame[2];
  switch(hz$pc){
    case 1:
      hz$n1 = hz$frame[5];
      break;
    case 2:
      hz$0 = hz$frame[5];
      hz$n1 = hz$frame[6];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = hz$n1.v;
  }
  if (hz$pc === 0) {
    hz$1 = step();
    if (hz$1 === hz$S) return hz$v(null, hz$r1$up, 2, void 0, void 0, hz$0, hz$n1);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$1 = hz$value;
  }
  hz$n1.v = hz$0 + hz$1;
  return hz$n1.v;
}
function hz$m1(hz$n1) {
  "use strict";
  return ({
    "up": ()=>{
      var hz$0, hz$1;
      if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$up, 1, void 0, void 0, hz$n1);
      hz$0 = hz$n1.v;
      hz$1 = step();
      if (hz$1 === hz$S) return hz$v(null, hz$r1$up, 2, void 0, void 0, hz$0, hz$n1);
      hz$n1.v = hz$0 + hz$1;
      return hz$n1.v;
    }
  })["up"];
}
function hz$r2$counter(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$n1, up, hz$0, start, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      hz$n1 = hz$frame[5];
      start = hz$frame[6];
      break;
    case 2:
      hz$n1 = hz$frame[5];
      break;
    case 3:
      hz$n1 = hz$frame[5];
      up = hz$frame[6];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = start();
    if (hz$0 === hz$S) return hz$v(null, hz$r2$counter, 2, hz$this, hz$target, hz$n1);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  if (hz$pc === 0) {
    hz$n1.v = hz$0;
    up = hz$m1(hz$n1);
  }
  if (hz$pc === 0) {
    hz$0 = up();
    if (hz$0 === hz$S) return hz$v(null, hz$r2$counter, 3, hz$this, hz$target, hz$n1, up);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$0 = hz$value;
  }
  return [
    up,
    hz$n1.v
  ];
}
