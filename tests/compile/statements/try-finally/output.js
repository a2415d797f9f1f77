/* hz:compiled 4 */
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
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$guarded, 1, this, new.target, open);
  if ((file = open()) === hz$S) return hz$V(0, hz$r1$guarded, 2, this, new.target);
  hz$0 = 0;
  hz$L1: try {
    if ((hz$2 = file.read()) === hz$S) return hz$V(0, hz$r1$guarded, 3, this, new.target, 0, file);
    hz$1 = hz$2;
    hz$0 = 2;
    break hz$L1;
  } catch (hz$caught) {
    hz$1 = hz$caught;
    hz$0 = 1;
  }
  if (file.close() === hz$S) return hz$V(0, hz$r1$guarded, 4, this, new.target, 0, 0, hz$0, hz$1);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
function hz$r1$guarded(hz$frame, hz$in) {
  var { 2: hz$pc, 5: open, 6: file, 7: hz$0, 8: hz$1 } = hz$frame, hz$2;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((file = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : open()) === hz$S) return hz$v(0, hz$r1$guarded, 2, 0, 0);
    hz$0 = 0;
  }
  if (hz$pc <= 3) {
    hz$L1: try {
      if ((hz$2 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : file.read()) === hz$S) return hz$v(0, hz$r1$guarded, 3, 0, 0, 0, file);
      hz$1 = hz$2;
      hz$0 = 2;
      break hz$L1;
    } catch (hz$caught) {
      hz$1 = hz$caught;
      hz$0 = 1;
    }
  }
  if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : file.close()) === hz$S) return hz$v(0, hz$r1$guarded, 4, 0, 0, 0, 0, hz$0, hz$1);
  if (hz$0 === 1) throw hz$1;
  if (hz$0 === 2) return hz$1;
}
