/* hz:compiled 1 */
hz$g(import.meta.url, [
  "guarded"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return guarded;
  }
});
export function guarded(open) {
  var file, hz$0, hz$1, hz$2;
  if (hz$P[0] !== 0 && hz$y() === hz$S) return hz$v(null, hz$r1$guarded, 1, this, new.target, open);
  file = open();
  if (file === hz$S) return hz$v(null, hz$r1$guarded, 2, this, new.target);
  hz$0 = 0;
  hz$L1: try {
    hz$2 = file.read();
    if (hz$2 === hz$S) return hz$v(null, hz$r1$guarded, 3, this, new.target, file);
    hz$1 = hz$2;
    hz$0 = 2;
    break hz$L1;
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  hz$2 = file.close();
  if (hz$2 === hz$S) return hz$v(null, hz$r1$guarded, 4, this, new.target, hz$0, hz$1);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
function hz$r1$guarded(hz$frame, hz$value, hz$failed) {
  "use strict";
  var file, hz$0, hz$1, hz$2, open, hz$pc = hz$frame[2], hz$this = hz$frame[3], hz$target = hz$frame[4];
  switch(hz$pc){
    case 1:
      open = hz$frame[5];
      break;
    case 3:
      file = hz$frame[5];
      break;
    case 4:
      hz$0 = hz$frame[5];
      hz$1 = hz$frame[6];
      break;
  }
  if (hz$pc === 1) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
  }
  if (hz$pc === 0) {
    file = open();
    if (file === hz$S) return hz$v(null, hz$r1$guarded, 2, hz$this, hz$target);
  } else if (hz$pc === 2) {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    file = hz$value;
  }
  if (hz$pc === 0) {
    hz$0 = 0;
  }
  if (hz$pc <= 3) {
    hz$L1: try {
      if (hz$pc === 0) {
        hz$2 = file.read();
        if (hz$2 === hz$S) return hz$v(null, hz$r1$guarded, 3, hz$this, hz$target, file);
      } else {
        hz$pc = 0;
        if (hz$failed) throw hz$value;
        hz$2 = hz$value;
      }
      hz$1 = hz$2;
      hz$0 = 2;
      break hz$L1;
    } catch (hz$caught) {
      hz$1 = hz$caught;
      hz$0 = 1;
    }
  }
  if (hz$pc === 0) {
    hz$2 = file.close();
    if (hz$2 === hz$S) return hz$v(null, hz$r1$guarded, 4, hz$this, hz$target, hz$0, hz$1);
  } else {
    hz$pc = 0;
    if (hz$failed) throw hz$value;
    hz$2 = hz$value;
  }
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
