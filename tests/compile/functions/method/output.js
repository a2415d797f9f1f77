/* hz:compiled 4 */
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
  if (hz$P[0] && hz$y() === hz$S) return hz$V(0, hz$r1$run, 1, this, new.target, o, f);
  hz$0 = o.method;
  if ((hz$1 = f(1)) === hz$S) return hz$V(0, hz$r1$run, 2, this, new.target, o, f, hz$0);
  if ((hz$2 = f(2)) === hz$S) return hz$V(0, hz$r1$run, 3, this, new.target, o, 0, hz$0, hz$1);
  if ((hz$3 = (hz$0?.call === hz$C ? hz$0 : hz$c(hz$0, "o.method")).call(o, hz$1, hz$2)) === hz$S) return hz$V(0, hz$r1$run, 4, this, new.target, o);
  if ((hz$4 = o.last()) === hz$S) return hz$V(0, hz$r1$run, 5, this, new.target, 0, 0, 0, 0, hz$3);
  return hz$3 + hz$4;
}
function hz$r1$run(hz$frame, hz$in) {
  var { 2: hz$pc, 5: o, 6: f, 7: hz$0, 8: hz$1, 9: hz$3 } = hz$frame, hz$2, hz$4;
  if (hz$pc <= 1) {
    hz$pc = 0, hz$o(hz$in);
    hz$0 = o.method;
  }
  if (hz$pc <= 2) {
    if ((hz$1 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : f(1)) === hz$S) return hz$v(0, hz$r1$run, 2, 0, 0, o, f, hz$0);
  }
  if (hz$pc <= 3) {
    if ((hz$2 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : f(2)) === hz$S) return hz$v(0, hz$r1$run, 3, 0, 0, o, 0, hz$0, hz$1);
  }
  if (hz$pc <= 4) {
    if ((hz$3 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : (hz$0?.call === hz$C ? hz$0 : hz$c(hz$0, "o.method")).call(o, hz$1, hz$2)) === hz$S) return hz$v(0, hz$r1$run, 4, 0, 0, o);
  }
  if ((hz$4 = hz$pc ? (hz$pc = 0, hz$o(hz$in)) : o.last()) === hz$S) return hz$v(0, hz$r1$run, 5, 0, 0, 0, 0, 0, 0, hz$3);
  return hz$3 + hz$4;
}
