/* hz:compiled 1 */
hz$g(import.meta.url, [
  "run"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return run;
  }
});
export function run(o, f) {
  var hz$0, hz$1, hz$2, hz$3, hz$4;
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$run, 1, this, new.target, o, f);
  hz$0 = o.method;
  hz$1 = f(1);
  if (hz$1 === hz$S) return hz$v(null, hz$r1$run, 2, this, new.target, hz$0, o, f);
  hz$2 = f(2);
  if (hz$2 === hz$S) return hz$v(null, hz$r1$run, 3, this, new.target, hz$0, o, hz$1);
  hz$3 = (typeof hz$0 === "function" ? hz$0 : hz$c(hz$0, "o.method")).call(o, hz$1, hz$2);
  if (hz$3 === hz$S) return hz$v(null, hz$r1$run, 4, this, new.target, o);
  hz$4 = o.last();
  if (hz$4 === hz$S) return hz$v(null, hz$r1$run, 5, this, new.target, hz$3);
  return hz$3 + hz$4;
}
function hz$r1$run(hz$frame, hz$value, hz$failed) {
  "use strict";
  var hz$0, hz$1, hz$2, hz$3, hz$4, o, f, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      o = hz$frame[5];
      f = hz$frame[6];
      break;
    case 2:
      hz$0 = hz$frame[5];
      o = hz$frame[6];
      f = hz$frame[7];
      break;
    case 3:
      hz$0 = hz$frame[5];
      o = hz$frame[6];
      hz$1 = hz$frame[7];
      break;
    case 4:
      o = hz$frame[5];
      break;
    case 5:
      hz$3 = hz$frame[5];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = o.method;
  }
  if (hz$pc === 0) {
    hz$1 = f(1);
    if (hz$1 === hz$S) return hz$v(null, hz$r1$run, 2, hz$this, hz$target, hz$0, o, f);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$1 = hz$value;
  }
  if (hz$pc === 0) {
    hz$2 = f(2);
    if (hz$2 === hz$S) return hz$v(null, hz$r1$run, 3, hz$this, hz$target, hz$0, o, hz$1);
  } else if (hz$pc === 3) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$2 = hz$value;
  }
  if (hz$pc === 0) {
    hz$3 = (typeof hz$0 === "function" ? hz$0 : hz$c(hz$0, "o.method")).call(o, hz$1, hz$2);
    if (hz$3 === hz$S) return hz$v(null, hz$r1$run, 4, hz$this, hz$target, o);
  } else if (hz$pc === 4) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$3 = hz$value;
  }
  if (hz$pc === 0) {
    hz$4 = o.last();
    if (hz$4 === hz$S) return hz$v(null, hz$r1$run, 5, hz$this, hz$target, hz$3);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$4 = hz$value;
  }
  return hz$3 + hz$4;
}
