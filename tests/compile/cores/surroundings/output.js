/* hz:compiled 4 */
hz$g(import.meta.url, [
  "Pool",
  "hz$go1"
], (hz$i)=>{
  switch(hz$i){
    case 0:
      return Pool;
    case 1:
      return hz$go1;
  }
});
import { go } from "hz";
export class Pool {
  start() {
    var hz$0;
    if (hz$P[0] && hz$y() === hz$S) return hz$v(0, hz$r1$start, 1, this);
    if (go(hz$m1(this)) === hz$S) return hz$v(0, hz$r1$start, 2, this);
    if (go(hz$l(import.meta.url, 1, [], [], hz$go1)) === hz$S) return hz$v(0, hz$r1$start, 3, this);
  }
}
function hz$go1() {
  return function() {
    return this;
  };
}
function hz$m1(hz$this) {
  return ()=>hz$this.size;
}
function hz$r1$start(hz$frame, hz$in) {
  var { 2: hz$pc, 3: hz$this } = hz$frame, hz$0;
  if (hz$pc <= 1) hz$pc = 0, hz$o(hz$in);
  if (hz$pc <= 2) {
    if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : go(hz$m1(hz$this))) === hz$S) return hz$v(0, hz$r1$start, 2, hz$this);
  }
  if ((hz$pc ? (hz$pc = 0, hz$o(hz$in)) : go(hz$l(import.meta.url, 1, [], [], hz$go1))) === hz$S) return hz$v(0, hz$r1$start, 3, hz$this);
}
